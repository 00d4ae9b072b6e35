import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Afterwards, countLines, type Subject} from './subject.ts';

interface Small {
  readonly name: string;
  /** Its commands write what they do into the file `effects`, a line each. */
  readonly text: string;
  readonly answers?: string;
  readonly afterwards?: readonly Afterwards[];
  /** The lines, in their order. */
  readonly expected: readonly string[];
}

/** A few steps that are taken back: small enough to be swept for each mutant. */
export const small = subjectOf({
  name: 'small',
  text: `runbook: small
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
`,
  answers: 'word: {it: blue}\n',
  expected: ['one', 'two', 'blue', 'three', 'untwo', 'unone'],
});

/** A run that has ended, of which one step is done again, and that is taken back after that. */
export const redone = subjectOf({
  name: 'a step again',
  text: `runbook: small
title: Three steps, one of them again, and back
steps:
  - {run: echo one >> effects, undo: echo unone >> effects}
  - {id: two, run: echo two >> effects; sleep 0.1, undo: echo untwo >> effects}
  - {run: echo three >> effects, undo: echo unthree >> effects}
`,
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
  // What was done again is owed once, as the latest.
  expected: ['one', 'two', 'three', 'two', 'untwo', 'unthree', 'unone'],
});

function subjectOf({name, text, answers, afterwards = [], expected}: Small): Subject {
  return {
    name,
    mayRepeat: () => false,
    stage: async (folder) => {
      const cwd = join(folder, 'work');
      const runs = join(folder, 'runs');
      mkdirSync(cwd);
      writeFileSync(join(cwd, 'small.yaml'), text);
      writeFileSync(join(cwd, 'effects'), '');
      const given = join(folder, 'answers.yaml');
      if (answers !== undefined) writeFileSync(given, answers);
      return {
        cwd,
        runs,
        env: {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUNBOOK_STATE: runs},
        begin: ['exec', 'small.yaml', ...(answers === undefined ? [] : ['--answers', given])],
        afterwards,
        look: () => {
          const effects = readFileSync(join(cwd, 'effects'), 'utf8');
          const lines = effects.split('\n').filter(Boolean);
          const wrong = lines.join() === expected.join() ? [] : [`the world saw ${lines.join(', ')}`];
          return {effects: countLines(effects), state: {}, broken: wrong};
        },
        end: async () => {},
      };
    },
  };
}
