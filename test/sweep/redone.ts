import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {countLines, type Subject} from './subject.ts';

const TEXT = `runbook: redone
title: Three steps, one of them again, and back
steps:
  - {id: one, run: echo one >> effects, undo: echo unone >> effects}
  - {id: two, run: echo two >> effects; sleep 0.1, undo: echo untwo >> effects}
  - {id: three, run: echo three >> effects, undo: echo unthree >> effects}
`;

/** What was done again is owed once, as the latest. */
const EXPECTED = ['one', 'two', 'three', 'two', 'untwo', 'unthree', 'unone'];

/** A run that has ended, of which one step is done again, and that is taken back after that. */
export const redone: Subject = {
  name: 'a step again',
  mayRepeat: () => false,
  stage: async (folder) => {
    const cwd = join(folder, 'work');
    const runs = join(folder, 'runs');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'redone.yaml'), TEXT);
    writeFileSync(join(cwd, 'effects'), '');
    return {
      cwd,
      runs,
      env: {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUNBOOK_STATE: runs},
      begin: ['exec', 'redone.yaml'],
      afterwards: [
        {
          words: (run) => ['again', run, 'two', '--why', 'for the sweep'],
          isTold: (event) => event.event === 'requested' && event.what === 'again',
        },
        {
          words: (run) => ['rollback', run, '--why', 'for the sweep'],
          isTold: (event) => event.event === 'requested' && event.what === 'rollback',
        },
      ],
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
