import {describe, expect, test} from 'vitest';
import {formatDiagnostic} from '../../src/text/code-frame.ts';
import type {Diagnostic} from '../../src/text/diagnostic.ts';
import type {SourceFile} from '../../src/text/source-file.ts';
import type {Span} from '../../src/text/span.ts';

const plain = {color: false, unicode: true, width: 80};

/** The span of the only `words` in `file`. */
function at(file: SourceFile, words: string): Span {
  const start = file.text.indexOf(words);
  return {file, start, end: start + words.length};
}

function about(span: Span, more: Partial<Diagnostic> = {}): Diagnostic {
  return {rule: 'a-rule', severity: 'error', message: 'what is wrong', span, ...more};
}

const runbook: SourceFile = {
  name: 'runbooks/production-deploy.yaml',
  text: `${'\n'.repeat(237)}      - id: version\n\n\n\n        run: git tag -a "deploy-{{steps.verison.name}}"\n`,
};

test('the frame of the design', () => {
  const finding: Diagnostic = {
    rule: 'undefined-name',
    severity: 'error',
    message: 'there is no step "verison"',
    span: at(runbook, 'verison'),
    related: [{span: at(runbook, 'version'), label: 'did you mean this one?'}],
    help: 'write "version"',
  };
  expect(formatDiagnostic(finding, plain)).toBe(
    `error[undefined-name]: there is no step "verison"
    ╭─ runbooks/production-deploy.yaml:242:41
    │
238 │       - id: version
    │             ------- did you mean this one?
    ⋮
242 │         run: git tag -a "deploy-{{steps.verison.name}}"
    │                                         ^^^^^^^
    ╰─ write "version"`,
  );
});

describe('what is shown', () => {
  const file: SourceFile = {name: 'x.yaml', text: 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n'};
  test.each([
    ['one line between is shown', 'a: 1', '1 │ a: 1\n  │ ----\n2 │ b: 2\n3 │ c: 3\n  │ ^^^^'],
    ['more lines between are not', 'f: 6', '3 │ c: 3\n  │ ^^^^\n  ⋮\n6 │ f: 6\n  │ ----'],
    ['in the same line the place itself comes first', '3', '3 │ c: 3\n  │ ^^^^\n  │    -'],
  ])('%s', (_name, words, frame) => {
    expect(frameOf(about(at(file, 'c: 3'), {related: [{span: at(file, words), label: ''}]}))).toBe(frame);
  });

  test.each([
    ['two lines are underlined whole', 'b: 2\nc: 3\n', '2 │ b: 2\n  │ ^^^^\n3 │ c: 3\n  │ ^^^^ here'],
    ['of many, the first and the last', '2\nc: 3\nd: 4\ne', '2 │ b: 2\n  │    ^\n  ⋮\n5 │ e: 5\n  │ ^ here'],
  ])('%s', (_name, words, frame) => {
    expect(frameOf(about(at(file, words), {label: 'here'}))).toBe(frame);
  });

  test('a place without width has one caret', () => {
    expect(frameOf(about({file, start: 4, end: 4}))).toBe('1 │ a: 1\n  │     ^');
  });

  test('another file has a head of its own', () => {
    const other: SourceFile = {name: 'y.yaml', text: 'z: 1'};
    expect(frameOf(about(at(file, 'a'), {related: [{span: at(other, 'z'), label: 'declared here'}]}))).toBe(
      '1 │ a: 1\n  │ ^\n  ├─ y.yaml:1:1\n  │\n1 │ z: 1\n  │ - declared here',
    );
  });

  test('without a place there is no frame', () => {
    const finding: Diagnostic = {rule: 'missing-file', severity: 'error', message: 'no such file', help: 'look again'};
    expect(formatDiagnostic(finding, plain)).toBe('error[missing-file]: no such file\n  ╰─ look again');
  });

  test('one word that mends it is said if nothing else says it', () => {
    expect(formatDiagnostic(about(at(file, '1'), {replacement: "'1'"}), plain)).toMatch(/╰─ write '1'$/);
  });

  test('long advice is wrapped', () => {
    const help = 'word '.repeat(30).trim();
    const lines = formatDiagnostic(about(at(file, '1'), {help}), plain)
      .split('\n')
      .slice(-2);
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines[1]).toMatch(/^ {5}word/);
  });
});

describe('characters', () => {
  test.each([
    ['a tab is expanded', 'a:\tb', 'b', 'a:  b\n  │     ^'],
    ['a wide character takes two columns', '漢字: x', 'x', '漢字: x\n  │       ^'],
    ['an underlined wide character, too', '漢字: x', '字', '漢字: x\n  │   ^^'],
    ['a joined emoji is one', 'a: 👩‍🚀 x', 'x', 'a: 👩‍🚀 x\n  │       ^'],
    ['an accent takes none', 'a: e\u0301 x', 'x', 'a: e\u0301 x\n  │      ^'],
    ['an escape is shown, not sent', 'a: \x1b[31m x', 'x', 'a: ␛[31m x\n  │          ^'],
    ['so is what turns the order of letters', 'a: \u202e x', 'x', 'a: <U+202E> x\n  │             ^'],
    ['and half a character', 'a: \ud83d x', 'x', 'a: <U+D83D> x\n  │             ^'],
  ])('%s', (_name, text, words, frame) => {
    expect(frameOf(about(at({name: 'x.yaml', text}, words)))).toBe(`1 │ ${frame}`);
  });

  test('nothing from the text reaches the terminal as a control character', () => {
    const file = {name: 'a\x1b]0;x\x07.yaml', text: 'a: \x9b31m\x7f\u2066'};
    const finding = about(at(file, '31m'), {
      message: 'no \x1b[2J',
      label: '\x1b[1m',
      help: '\x1b[0m\nnext',
      related: [],
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(formatDiagnostic(finding, plain)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2066]/);
  });
});

describe('long lines', () => {
  const text = `key: ${'a'.repeat(200)}HERE${'b'.repeat(200)}`;
  test.each([60, 80, 200])('a window of %i columns shows the place', (width) => {
    const lines = formatDiagnostic(about(at({name: 'x.yaml', text}, 'HERE')), {...plain, width}).split('\n');
    const [source = '', carets = ''] = lines.slice(-2);
    expect(source.length).toBeLessThanOrEqual(width);
    expect(source.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
  });

  test('the beginning is kept where the place is near it', () => {
    expect(frameOf(about(at({name: 'x.yaml', text}, 'key')))).toMatch(/^1 │ key: a+…\n/);
  });
});

describe('terminals', () => {
  const file: SourceFile = {name: 'x.yaml', text: 'a: 1\n'};
  test('without Unicode', () => {
    expect(formatDiagnostic(about(at(file, '1'), {help: 'do'}), {...plain, unicode: false})).toBe(
      'error[a-rule]: what is wrong\n  --> x.yaml:1:4\n  |\n1 | a: 1\n  |    ^\n  = do',
    );
  });

  test('colour changes nothing but colour', () => {
    const finding = about(at(file, '1'), {help: 'do', label: 'this'});
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences are looked for
    const stripped = formatDiagnostic(finding, {...plain, color: true}).replaceAll(/\x1b\[[\d;]*m/g, '');
    expect(stripped).toBe(formatDiagnostic(finding, plain));
  });
});

/** The frame without its head. */
function frameOf(finding: Diagnostic): string {
  return formatDiagnostic(finding, plain).split('\n').slice(3).join('\n');
}
