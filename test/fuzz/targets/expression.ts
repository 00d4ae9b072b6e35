import {compileExpression} from '../../../src/expression/compile.ts';
import {names, scope} from '../../expression/world.ts';
import {mutated} from '../mutate.ts';
import type {Random} from '../random.ts';
import {expressions} from '../seeds.ts';
import type {FuzzTarget} from '../target.ts';

const ATOMS = [
  ...[
    '1',
    '0',
    '-1',
    '9223372036854775807',
    '1.5',
    '1e308',
    '"a"',
    "'\\u00e9'",
    'r"\\"',
    'b"a"',
    'true',
    'null',
    '[]',
    '{}',
    '""',
  ],
  ...[
    'inputs.region',
    'inputs.count',
    'inputs.ratio',
    'inputs.since',
    'inputs.limit',
    'inputs.changes',
    'inputs.labels',
  ],
  ...[
    'inputs.rows',
    'inputs.flag',
    'steps.version.name',
    'json',
    'json.items',
    'json.none',
    'stdout',
    'value',
    'now',
    'x',
    'secrets',
  ],
];
const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', 'in', ',', '.', '?', ':'];
const METHODS = [
  ...[
    'lines',
    'trim',
    'table',
    'json',
    'sum',
    'min',
    'max',
    'sort',
    'join',
    'format',
    'size',
    'matches',
    'contains',
    'startsWith',
  ],
  ...['split', 'getFullYear', 'map', 'filter', 'exists', 'all', 'exists_one', 'lowerAscii', 'substring', 'indexOf'],
];
const FUNCTIONS = [
  'int',
  'number',
  'duration',
  'time',
  'json',
  'first',
  'size',
  'has',
  'string',
  'double',
  'type',
  'dyn',
  'timestamp',
];
const TOKENS = [
  ...ATOMS,
  ...OPERATORS,
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '!',
  '"',
  "'",
  '\\',
  '\n',
  '//',
  '"a{999999}"',
  '((((((((((((((((',
  '!!!!!!!!!!!!!!!!',
];

/** Decisions. */
export const expression: FuzzTarget = {
  summary: 'decisions, well formed and not: parsed, typed, evaluated',
  tries: 3000,
  make: (random) =>
    random.once(3)
      ? mutated(random.pick(expressions), random, {tokens: TOKENS, others: expressions})
      : grown(random, 0),
  run: (input) => {
    const compiled = compileExpression(input, names);
    if (!compiled.ok) {
      if (compiled.error.length === 0) throw new Error('refused without a fault');
      return;
    }
    const {value} = compiled;
    value.evaluate(scope);
    value.evaluate({get: () => undefined});
    value.falsePart(scope);
    value.observed(scope);
  },
};

function grown(random: Random, depth: number): string {
  const inner = () => grown(random, depth + 1);
  if (depth > 6 || random.once(4)) return random.pick(ATOMS);
  switch (random.below(9)) {
    case 0:
      return `${inner()} ${random.pick(OPERATORS)} ${inner()}`;
    case 1:
      return `(${inner()})`;
    case 2:
      return `${random.pick(FUNCTIONS)}(${inner()})`;
    case 3:
      return `${inner()}.${random.pick(METHODS)}(${random.once(2) ? inner() : ''})`;
    case 4:
      return `${inner()}.${random.pick(['map', 'filter', 'all', 'exists'])}(x, ${inner()})`;
    case 5:
      return `${inner()} ? ${inner()} : ${inner()}`;
    case 6:
      return `[${inner()}, ${inner()}]`;
    case 7:
      return `{"a": ${inner()}}`;
    default:
      return `${random.pick(['!', '-'])}${inner()}[${inner()}]`;
  }
}
