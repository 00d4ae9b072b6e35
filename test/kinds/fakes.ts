import {fail, ok, type Result} from '../../src/base/result.ts';
import type {Value} from '../../src/base/value.ts';
import type {Expression} from '../../src/expression/expression.ts';
import type {EvaluationFault, Reference, Scope} from '../../src/expression/scope.ts';
import {DYN, type Type} from '../../src/expression/type.ts';
import type {Io} from '../../src/kinds/io.ts';
import type {ActInput} from '../../src/kinds/steps/contract.ts';
import type {Place, Template} from '../../src/template/template.ts';

/** A scope over plain data. */
export function scopeOf(values: Readonly<Record<string, unknown>>): Scope {
  return {
    get(reference) {
      let found: unknown = values;
      for (const part of reference) found = (found as Readonly<Record<string, unknown>> | undefined)?.[part];
      return found as Value | undefined;
    },
  };
}

/** A text whose `{{a.b}}` are put in as they are; in a script each becomes a variable `V1`, `V2` … */
export function text(source: string, place: Place = 'value'): Template {
  const places = [...source.matchAll(/\{\{([\w.]+)\}\}/g)];
  const reads = places.map(([, name = '']) => name.split('.'));
  const whole = places.length === 1 && places[0]?.[0] === source ? reads[0] : undefined;
  const fill = (scope: Scope): Result<string, EvaluationFault> => {
    const absent = reads.find((reference) => scope.get(reference) === undefined);
    if (absent !== undefined) return fail({message: `${absent.join('.')} is absent`});
    return ok(source.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => String(scope.get(name.split('.')))));
  };
  return {
    source,
    place,
    reads,
    secrets: reads.flatMap(([root, name]) => (root === 'secrets' && name !== undefined ? [name] : [])),
    constant: places.length === 0,
    ...(whole && {reference: whole}),
    render: fill,
    outline: (scope) =>
      source.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => String(scope.get(name.split('.')) ?? `‹${name}›`)),
    value: (scope) => (whole === undefined ? fill(scope) : present(whole, scope)),
    script: (scope) => {
      let index = 0;
      const script = source.replace(/\{\{[\w.]+\}\}/g, () => `"$V${++index}"`);
      const variables = reads.map((reference, at) => ({
        name: `V${at + 1}`,
        value: String(scope.get(reference)),
        secret: reference[0] === 'secrets',
      }));
      return ok({text: script, variables});
    },
  };
}

/** A decision that computes from the values of `reads`. */
export function decision(
  source: string,
  reads: readonly string[],
  compute: (...values: never[]) => unknown,
  type: Type = DYN,
): Expression {
  const references: readonly Reference[] = reads.map((name) => name.split('.'));
  return {
    source,
    type,
    reads: references,
    provesPresent: [],
    constant: reads.length === 0,
    evaluate(scope) {
      const values = references.map((reference) => scope.get(reference));
      const absent = references.find((_, index) => values[index] === undefined);
      if (absent !== undefined) return fail({message: `${absent.join('.')} is absent`});
      return ok(compute(...(values as never[])) as Value);
    },
    falsePart: () => source,
    observed: (scope) => references.map((reference) => ({name: reference.join('.'), value: scope.get(reference)})),
  };
}

/** A world in which everything not given is a mistake of the test. */
export function io(given: Partial<Io>): Io {
  const missing = (name: string) => () => {
    throw new Error(`the test gave no ${name}`);
  };
  return {
    command: missing('command'),
    fetch: missing('fetch'),
    append: missing('append'),
    sent: () => undefined,
    print: missing('print'),
    sample: missing('sample'),
    mask: (text) => text,
    ...given,
  };
}

/** What an attempt is given, with nothing to say about where. */
export function input<Body>(body: Body, rest: Partial<ActInput<Body>> = {}): ActInput<Body> {
  return {
    body,
    scope: scopeOf({}),
    context: {cwd: '/work', env: {}, shell: ['bash']},
    matchers: {stdout: [], stderr: [], output: []},
    channels: {},
    ...rest,
  };
}

function present(reference: Reference, scope: Scope): Result<Value, EvaluationFault> {
  const value = scope.get(reference);
  return value === undefined ? fail({message: `${reference.join('.')} is absent`}) : ok(value);
}
