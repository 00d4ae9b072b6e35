import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {commands, shownCommands} from '../../src/cli/commands/index.ts';
import {commonOptions} from '../../src/cli/help/help-text.ts';
import {fileKeys} from '../../src/kinds/grammar/file-keys.ts';
import {groupKeys} from '../../src/kinds/grammar/group-keys.ts';
import {stepKeys} from '../../src/kinds/grammar/step-keys.ts';
import {stepKinds} from '../../src/kinds/steps/index.ts';
import {play} from './transcript.ts';

const project = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(project, 'README.md'), 'utf8');
const fences = [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language = '', code = '']) => ({language, code}));
const code = [
  ...fences.filter(({language}) => language !== 'text').map((fence) => fence.code),
  ...[...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
];

/** Everything that `pattern` finds in what is written as code. */
function found(pattern: RegExp): readonly string[] {
  return [...new Set(code.flatMap((each) => [...each.matchAll(pattern)].map(([, word = '']) => word)))];
}

/** The words of the first column of the tables of the language. */
function keys(): readonly string[] {
  const language = text.slice(text.indexOf('## The language'), text.indexOf('## Running'));
  const cells = [...language.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key));
}

describe('what the README names is there:', () => {
  it('every command of the program', () => {
    expect(found(/\brunbook ([a-z]+)\b/g).filter((name) => !Object.hasOwn(commands, name))).toEqual([]);
    const shown = shownCommands.map(([name]) => name);
    const named = new Set(found(/\b([a-z]+)\b/g));
    expect(shown.filter((name) => !named.has(name))).toEqual([]);
  });

  it('every option', async () => {
    const options = await Promise.all(
      Object.values(commands).map(async ({load}) => Object.keys((await load()).options)),
    );
    const known = new Set([...options.flat(), ...Object.keys(commonOptions), 'scenario', 'version']);
    expect(found(/--([a-z][a-z-]*)/g).filter((name) => !known.has(name))).toEqual([]);
  });

  it('every script of the project', () => {
    const {scripts} = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    const named = found(/\bnpm run (\w+)/g);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('every key of the language', () => {
    const known = {...stepKinds, ...stepKeys, ...groupKeys, ...fileKeys};
    expect(keys().length).toBeGreaterThan(30);
    expect(keys().filter((key) => !Object.hasOwn(known, key))).toEqual([]);
  });
});

const hello = {name: 'hello.yaml', text: fences.find(({code: each}) => each.includes('runbook: hello'))?.code ?? ''};

/** What differs from run to run, replaced as in a transcript. */
function neutral(shown: string): string {
  return shown
    .replaceAll(/(?<=run )[a-z2-7]{12}\b/g, 'RUN1')
    .replace('by ada', 'by WHO')
    .replace('/home/ada/runbooks', 'DIR')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, 'DATE')
    .replace(/^\d\d:\d\d:\d\d/gm, 'TIME')
    .replace(/\b\d+\.\ds\b/g, 'Ns');
}

describe('what the README shows is so:', () => {
  it('its first runbook is clean, and greets anybody', async () => {
    const played = await play({
      head: '',
      files: [hello],
      lines: [
        'runbook lint hello.yaml',
        `runbook exec hello.yaml --quiet --input 'name="; rm -rf / #'`,
        `runbook show RUN1 greet --output`,
      ],
    });
    expect(played).toContain('no findings in 1 file');
    expect(played).toContain('Hello, "; rm -rf / #!');
  });

  it('and prints what is shown', async () => {
    const shown = fences.find((fence) => fence.code.startsWith('Greet somebody'))?.code ?? '';
    const played = await play({head: '', files: [hello], lines: ['runbook exec hello.yaml --input name=Ada']});
    expect(played.split('\n').slice(1).join('\n')).toBe(neutral(shown));
  });

  it('its findings are what lint prints', async () => {
    const shown = fences.find((fence) => fence.code.startsWith('error['))?.code ?? '';
    const played = await play({
      head: '',
      files: [{name: 'deploy.yaml', text: FAULTY}],
      lines: ['runbook lint deploy.yaml'],
    });
    const [, ...printed] = played.split('\n').filter((line) => line !== '[exit 1]');
    expect(printed.map((line) => line.replace(/^! /, '')).join('\n')).toBe(shown.replace(/\d+ ms/, 'N ms'));
  });
});

const FAULTY = `runbook: deploy
title: Deploy
inputs:
  replicas: {type: int}
steps:
  - id: current
    run: kubectl version
    capture: {name: stdout}
  - titel: Scale it
    run: kubectl scale --replicas {{inputs.replicas}} {{steps.curent.name}}
    if: inputs.replicas > "2"
`;
