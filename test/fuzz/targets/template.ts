import {compileTemplate} from '../../../src/template/compile.ts';
import {places} from '../../../src/template/places/index.ts';
import type {Place} from '../../../src/template/template.ts';
import {names, scope} from '../../expression/world.ts';
import {mutated} from '../mutate.ts';
import {templates} from '../seeds.ts';
import type {FuzzTarget} from '../target.ts';

const TOKENS = [
  ...[
    '{{',
    '}}',
    '{{{',
    '}}}',
    '{{#if ',
    '{{/if}}',
    '{{#each ',
    '{{/each}}',
    '{{else}}',
    '{{^',
    '{{!--',
    '--}}',
    '{{~',
    '~}}',
    '\\{{',
  ],
  ...[
    '{{> x}}',
    '{{* x}}',
    '{{&',
    '{{#> x}}',
    '{{#with ',
    '{{#unless ',
    ' as |x|',
    '@index',
    '@root',
    '../',
    '../../',
    'this',
    '[',
    ']',
    '.',
  ],
  ...[
    'inputs.region',
    'inputs.rows',
    'inputs.changes',
    'secrets.token',
    'json',
    'steps.version.name',
    'inputs.flag',
    '__proto__',
    'constructor',
  ],
  ...[
    '(join inputs.changes ", ")',
    'json inputs.rows',
    'time now',
    'date now',
    'minutes run.elapsed',
    'first inputs.flag "x"',
    'lines stdout',
  ],
  ...[
    "'",
    '"',
    '`',
    '$',
    '$(',
    ')',
    '${',
    '$((',
    '))',
    '<<E\n',
    "<<'E'\n",
    '\nE\n',
    '[[ ',
    ' ]]',
    'case x in',
    'esac',
    ';;',
    '|',
    '&&',
    ';',
    '\n',
  ],
  ...[
    'for i in',
    'do',
    'done',
    'eval ',
    'sh -c ',
    'ssh h ',
    '=~',
    '#',
    '\\',
    '((',
    '{1..',
    '~',
    'if ',
    'then',
    'fi',
    '() {',
    '=',
    '+=',
  ],
  '{{#if json}}'.repeat(70),
  '$('.repeat(70),
];
const PLACES = [...(Object.keys(places) as Place[]), 'shell' as const];

/** Texts with braces, in every place. */
export const template: FuzzTarget = {
  summary: 'texts and scripts with braces, in every place where they stand: parsed, typed, rendered',
  tries: 1500,
  make: (random) =>
    `${random.pick(PLACES)}\n${mutated(random.pick(templates), random, {tokens: TOKENS, others: templates})}`,
  run: (input) => {
    const [place = '', ...lines] = input.split('\n');
    const compiled = compileTemplate(lines.join('\n'), names, place as Place);
    if (!compiled.ok) {
      if (compiled.error.length === 0) throw new Error('refused without a fault');
      return;
    }
    const {value} = compiled;
    value.render(scope);
    value.render({get: () => undefined});
    value.value(scope);
    if (place === 'shell') value.script(scope);
  },
};
