import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {countLines, type Subject} from './subject.ts';

const TEXT = `runbook: small
title: Three steps, an answer, and back
steps:
  - run: echo one >> effects
    undo: echo unone >> effects
  - id: word
    ask: {question: Which word?, fields: {it: {type: string}}}
  - run: echo two >> effects; echo {{steps.word.it}} >> effects; sleep 0.1
    undo: echo untwo >> effects
  - run: echo three >> effects; exit 1
    undo: {none: it failed}
    on_failure: rollback
`;

const EXPECTED = ['one', 'two', 'blue', 'three', 'untwo', 'unone'];

/** A few steps that are taken back: small enough to be swept for each mutant. */
export const small: Subject = {
  name: 'small',
  mayRepeat: () => false,
  stage: async (folder) => {
    const cwd = join(folder, 'work');
    const runs = join(folder, 'runs');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'small.yaml'), TEXT);
    writeFileSync(join(cwd, 'effects'), '');
    writeFileSync(join(folder, 'answers.yaml'), 'word: {it: blue}\n');
    return {
      cwd,
      runs,
      env: {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUNBOOK_STATE: runs},
      begin: ['exec', 'small.yaml', '--answers', join(folder, 'answers.yaml')],
      look: () => {
        const text = readFileSync(join(cwd, 'effects'), 'utf8');
        const lines = text.split('\n').filter(Boolean);
        const wrong = lines.join() === EXPECTED.join() ? [] : [`the world saw ${lines.join(', ')}`];
        return {effects: countLines(text), state: {}, broken: wrong};
      },
      end: async () => {},
    };
  },
};
