import fc from 'fast-check';
import type {Dialect} from '../../src/template/shell/dialect.ts';

type Text = fc.Arbitrary<string>;

/** Scripts with values in them: well-formed ones, and some with a token too few or too many. */
export function scriptText(dialect: Dialect): Text {
  const statements = fc.array(statement(dialect), {minLength: 1, maxLength: 4});
  const script = statements.map((parts) => parts.join('\n'));
  return fc
    .oneof(
      {weight: 6, arbitrary: script},
      {weight: 2, arbitrary: mutated(script)},
      {weight: 1, arbitrary: soup(dialect)},
    )
    .filter((text) => !IN_BACKGROUND.test(text));
}

/** What runs beside the rest prints in any order, which tells nothing about values. */
const IN_BACKGROUND = /(?<![&<>|])&(?![&>])/;

const value = fc.constantFrom('{{x}}', '{{x}}', '{{y}}', '{{n}}');

/** `f` of as many texts as there are in `parts`. */
function each(parts: readonly Text[], f: (...texts: string[]) => string): Text {
  return fc.tuple(...parts).map((texts) => f(...texts));
}

const LITERALS = [
  'a',
  'b',
  '-',
  '=',
  ':',
  '/',
  '.',
  '*',
  '?',
  '[a]',
  '%',
  ',',
  '@',
  '+',
  '!',
  '\\$',
  '\\\\',
  '\\ ',
  "\\'",
  '\\"',
  '$u',
  '"$u"',
  '#',
  '~',
];

/** What may stand inside of `"…"` and of `'…'`. */
const inDouble = fc.constantFrom('', ' ', "'", '\\"', '$u', '\\$', '#', '(', '{', ';', 'a');
const inSingle = fc.constantFrom('', ' ', '"', '$u', '\\', '`', ';', '(', '#');

function part(dialect: Dialect): Text {
  return fc.oneof(
    {weight: 4, arbitrary: value},
    {weight: 4, arbitrary: fc.constantFrom(...LITERALS)},
    {weight: 3, arbitrary: each([inDouble, value, inDouble], (a, v, b) => `"${a}${v}${b}"`)},
    {weight: 3, arbitrary: each([inSingle, value, inSingle], (a, v, b) => `'${a}${v}${b}'`)},
    {weight: 1, arbitrary: each([inDouble, value], (a, v) => `"${a}$(p "${v}" '${v}' ${v})"`)},
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '$(({{n}}+1))',
        '"$(( {{n}} * 2 ))"',
        '${u}',
        '"${u:-a}"',
        '$(({{x}}))',
        '${u:-{{x}} }',
      ),
    },
    ...(dialect === 'sh' ? [] : [{weight: 1, arbitrary: each([value], (v) => `$'\\n${v}\\'${v}'`)}]),
  );
}

function word(dialect: Dialect): Text {
  return fc.array(part(dialect), {minLength: 1, maxLength: 4}).map((parts) => parts.join(''));
}

function command(dialect: Dialect): Text {
  const one = word(dialect);
  return each([fc.array(one, {minLength: 1, maxLength: 3}).map((words) => words.join(' '))], (words) => `p ${words}`);
}

function statement(dialect: Dialect): Text {
  const w = word(dialect);
  const c = command(dialect);
  const plain = [
    c,
    each([w, c], (a, b) => `v=${a}; p "$v"; ${b}`),
    each([w, w], (a, b) => `v=${a} w=${b}\np "$v$w"`),
    each([w, c], (a, b) => `case ${a} in q|z*y) p no;; ${a}) ${b};; *) p rest;; esac`),
    each([w, c, c], (a, b, d) => `case q in (${a}) ${b} ;; *) ${d}\nesac`),
    each([w, c], (a, b) => `if [ ${a} = qqq ]; then p no; elif test -n "$u"; then ${b}; else p no; fi`),
    each([w, w, c], (a, b, d) => `for i in ${a} ${b}; do p "$i"; ${d}; done`),
    each([c, c], (a, b) => `f() { ${a}; }; f && ${b}`),
    each([c, c], (a, b) => `( ${a}; ${b} ) | cat`),
    each([c, value], (a, v) => `# it's "${v}" here $(\n${a}`),
    each([value, value, c], (a, b, d) => `cat <<EOF && ${d}\n  ${a} "$u" '${b}' \\$ $(p "${a}")\nEOF`),
    each([value, c], (a, d) => `cat <<-'E O'\n\tplain " ' $(\n\tE O\n${d} ${a}`),
    each([w], (a) => `export V=${a}; p "$V"`),
    each([w], (a) => `set -- ${a} b; p "$@"; p "$#"`),
    each([value, w], (v, a) => `p a >"f$$.tmp" ${a} 2>&1; cat "f$$.tmp"; : ${v}`),
    each([c, c], (a, b) => `{ ${a}; } && ! false || ${b}`),
    each([w, w], (a, b) => `v="$(p ${a})"; p "$v" ${b}`),
    each([value], (v) => `p \\\n ${v} \\\n b`),
    each([w, w, w], (a, b, d) => `p {{#if yes}}${a}{{else}}${b}{{/if}} ${d}`),
    each([c, c, c], (a, b, d) => `{{#if yes}}${a}{{else}}${b}{{/if}}; ${d}`),
    each([w, w], (a, b) => `p{{#each list}} ${a}{{this}}{{/each}} ${b}`),
    each([w, w], (a, b) => `p {{#each list}}"{{this}}"${a} {{/each}}${b}`),
    each([inDouble, value, w], (a, v, b) => `p "${a}{{#if yes}}${v}${a}{{else}}${a}{{/if}}${v}" ${b}`),
    each([inSingle, value, w], (a, v, b) => `p '${a}{{#each list}}${a}{{this}}{{/each}}${v}' ${b}`),
    fc.constantFrom(
      'n={{n}}; p $((n+1))',
      'eval "p {{x}}"',
      'sh -c "p {{x}}"',
      'printf {{x}}',
      '{{x}} a',
      'p `p {{x}}`',
      'n={{x}}; p $((n+1))',
    ),
  ];
  const bash = [
    each([w, w], (a, b) => `a=(${a} ${b}); p "\${a[@]}" "\${#a[@]}"`),
    each([w, c], (a, b) => `[[ ${a} == qqq || ${a} != z*q ]] && ${b}`),
    each([value, c], (a, b) => `[[ -n ${a} && qqq =~ ${a}z ]] || ${b}`),
    each([w], (a) => `cat <<<${a}`),
    each([w], (a) => `cat <(p ${a})`),
    each([w], (a) => `declare v=${a}; local_() { local w=${a}; p "$w"; }; local_; p "$v"`),
    each([c], (a) => `(( {{n}} > 3 )) && ${a}`),
    each([c], (a) => `for ((i=0; i<2; i++)); do ${a}; done`),
    each([w], (a) => `a=([0]=${a} [1]=b); p "\${a[@]}"`),
    each([c], (a) => `function g { ${a}; }; g |& cat`),
    fc.constantFrom(
      'declare -i k; k={{x}}',
      '[[ {{x}} -eq 3 ]]',
      'a[{{x}}]=1',
      'a=([{{x}}]=1)',
      'p ${a[{{n}}]}',
      'unset {{x}}',
      'SECONDS={{x}}',
      'let {{x}}',
    ),
  ];
  return fc.oneof(...plain, ...(dialect === 'sh' ? [] : bash));
}

const TOKENS = [
  '"',
  "'",
  '$',
  '\\',
  '(',
  ')',
  '{ ',
  ' }',
  ';',
  '\n',
  ' ',
  '|',
  '&',
  '<',
  '>',
  '#',
  '`',
  '=',
  '~',
  '[',
  ']',
  '!',
  '$(',
  '"$(',
  '<<E\n',
  'case ',
  'esac',
  ' in ',
  'if ',
  'fi',
  'do ',
  'done',
  '{{x}}',
  '*',
  '$u',
];

/** A text with one token dropped, doubled or put in somewhere. */
function mutated(text: Text): Text {
  const change = fc.tuple(text, fc.nat(), fc.constantFrom(...TOKENS), fc.constantFrom('insert', 'drop'));
  return change.map(([source, at, token, how]) => {
    const pieces = source.match(/\{\{[^}]*\}\}|[\s\S]/g) ?? [];
    const index = at % (pieces.length + 1);
    return how === 'insert'
      ? [...pieces.slice(0, index), token, ...pieces.slice(index)].join('')
      : [...pieces.slice(0, index), ...pieces.slice(index + 1)].join('');
  });
}

function soup(dialect: Dialect): Text {
  const token = fc.oneof(fc.constantFrom(...TOKENS), part(dialect), fc.constant('p '));
  return fc.array(token, {minLength: 3, maxLength: 12}).map((tokens) => `p ${tokens.join('')}`);
}
