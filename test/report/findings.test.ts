import {JSDOM} from 'jsdom';
import {describe, expect, it} from 'vitest';
import type {Found, ListedFindings} from '../../src/report/findings/contract.ts';
import {findingsFormats} from '../../src/report/findings/index.ts';
import type {Diagnostic} from '../../src/text/diagnostic.ts';
import type {SourceFile} from '../../src/text/source-file.ts';

const file: SourceFile = {
  name: 'runbooks/über deploy.yaml',
  text: 'title: Deploy\nsteps:\n  - run: echo {{inputs.nmae}}\n  - run: |\n      make\n      make install\n',
};

const findings: readonly Diagnostic[] = [
  {
    rule: 'undefined-name',
    severity: 'error',
    message: 'there is no input "nmae": "{{inputs.nmae}}", [really]',
    span: spanOf('nmae'),
    label: 'did you mean "name"?',
    related: [{span: spanOf('title'), label: 'declared 50%, here'}],
    help: 'write "name"',
  },
  {rule: 'undefined-name', severity: 'error', message: 'the same', span: spanOf('echo')},
  {rule: 'undefined-name', severity: 'error', message: 'the same', span: spanOf('make')},
  {rule: 'missing-file', severity: 'error', message: 'there is no \u001b[31mtext to point at'},
  {rule: 'no-undo', severity: 'warning', message: 'over two lines', span: spanOf('make\n      make install')},
];

const found: Found = {
  findings,
  files: [file.name, 'runbooks/clean.yaml'],
  path: (name) => `service/${name}`,
  version: '0.0.0',
};

const formats = Object.entries<ListedFindings>(findingsFormats);

it.each(formats)('%s is as its golden', async (name, {load}) => {
  const {print} = await load();
  await expect(print(found)).toMatchFileSnapshot(`golden/findings-${name}.txt`);
});

it.each(formats)('%s of a clean file is not nothing where a service would stumble', async (name, {load}) => {
  const {print} = await load();
  const text = print({...found, findings: [], files: ['clean.yaml']});
  await expect(text).toMatchFileSnapshot(`golden/findings-${name}-clean.txt`);
});

describe('what services demand', () => {
  it('no two findings of GitLab with one fingerprint, and the same ones when lines have moved', async () => {
    const {print} = await findingsFormats.gitlab.load();
    const fingerprints = (text: string) =>
      (JSON.parse(text) as readonly {readonly fingerprint: string}[]).map((each) => each.fingerprint);
    const before = fingerprints(print(found));
    expect(new Set(before).size).toBe(findings.length);
    const moved = {...file, text: `# a line more\n${file.text}`};
    const later = findings.map(({span, ...rest}) =>
      span === undefined ? rest : {...rest, span: {file: moved, start: span.start + 14, end: span.end + 14}},
    );
    expect(fingerprints(print({...found, findings: later}))).toEqual(before);
  });

  it('no more annotations than GitHub shows, and a word on the rest', async () => {
    const {print} = await findingsFormats.github.load();
    const many = Array.from({length: 30}, (_, index) => ({...findings[1], message: `number ${index}`}) as Diagnostic);
    const lines = print({...found, findings: many})
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error title=and 21 more::the log has them all');
  });

  it('XML that a parser takes', async () => {
    const {print} = await findingsFormats.junit.load();
    const {window} = new JSDOM('');
    const suites = new window.DOMParser().parseFromString(print(found), 'application/xml').documentElement;
    expect(suites.nodeName).toBe('testsuites');
    expect(suites.querySelectorAll('failure')).toHaveLength(4);
    expect(suites.querySelectorAll('testcase')).toHaveLength(5);
  });

  it('positions of SARIF from 1, ends not before beginnings, and no empty text', async () => {
    const {print} = await findingsFormats.sarif.load();
    const text = print(found);
    expect(text).not.toMatch(/"text": ""/);
    const regions = [
      ...text.matchAll(/"startLine": (\d+),\s+"startColumn": (\d+),\s+"endLine": (\d+),\s+"endColumn": (\d+)/g),
    ];
    expect(regions).toHaveLength(5);
    for (const [, ...numbers] of regions) {
      const [line = 0, column = 0, endLine = 0, endColumn = 0] = numbers.map(Number);
      expect(Math.min(line, column, endLine, endColumn)).toBeGreaterThanOrEqual(1);
      expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
    }
  });
});

function spanOf(part: string) {
  const start = file.text.indexOf(part);
  return {file, start, end: start + part.length};
}
