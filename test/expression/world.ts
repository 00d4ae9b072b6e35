import type {Value} from '../../src/base/value.ts';
import type {Names, Scope} from '../../src/expression/scope.ts';
import {
  BOOL,
  DURATION,
  DYN,
  INT,
  listOf,
  NUMBER,
  optional,
  record,
  STRING,
  TIME,
  type Type,
} from '../../src/expression/type.ts';

const skipped = 'the step "flag" is skipped where its "if" is false';

/** The names that the tables of tests use. */
export const names: Names = {
  inputs: record({
    region: STRING,
    count: INT,
    ratio: NUMBER,
    since: TIME,
    limit: DURATION,
    changes: listOf(STRING),
    labels: {kind: 'map', of: STRING} satisfies Type,
    flag: optional(STRING, 'the input "flag" is optional'),
    rows: listOf(record({ID: STRING, n: INT})),
  }),
  steps: record({
    version: record({name: STRING, succeeded: BOOL, state: STRING}),
    flag: record({value: optional(STRING, skipped), succeeded: BOOL, state: STRING}),
  }),
  secrets: record({token: STRING}),
  run: record({id: STRING, started_at: TIME, elapsed: DURATION}),
  json: DYN,
  stdout: STRING,
  value: INT,
  baseline: NUMBER,
  now: TIME,
};

const values: Value = {
  inputs: {
    region: 'eu <&> "q"',
    count: 3,
    ratio: 1.5,
    since: '2025-01-01T00:00:00Z',
    limit: 300_000,
    changes: ['login', 'cart'],
    labels: {tier: 'web'},
    rows: [
      {ID: 'a', n: 1},
      {ID: 'b', n: 2},
    ],
  },
  steps: {
    version: {name: 'v1.2', succeeded: true, state: 'succeeded'},
    flag: {succeeded: false, state: 'skipped'},
  },
  secrets: {token: "s3cr'et"},
  run: {id: '7f3k', started_at: '2025-11-21T14:15:02Z', elapsed: 724_000, timezone: 'Europe/Berlin'},
  json: {items: [{a: 1}, {a: 2}], n: 4, status: 'ok', none: null},
  stdout: 'NAME    AGE\nweb 1   3d\ndb      10d\nERROR x\n',
  value: 3,
  baseline: 2,
  now: '2025-01-02T00:00:00Z',
};

/** What the names stand for. */
export const scope: Scope = {
  get: (reference) => {
    let found: Value | undefined = values;
    for (const part of reference) {
      const inside: Value | undefined = found;
      if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, part)) return undefined;
      found = (inside as Readonly<Record<string, Value>>)[part];
    }
    return found;
  },
};
