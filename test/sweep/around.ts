import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Afterwards, countLines, type Stage, type Subject} from './subject.ts';

/** The runbook that uses what stands around steps, and other files, to its good end or taken back. */
export function around(fails: boolean): Subject {
  return {
    name: fails ? 'around steps, rolled back' : 'around steps',
    mayRepeat: (effect) => effect.startsWith('asked'),
    stage: async (folder) => stage(folder, fails),
  };
}

function stage(folder: string, fails: boolean): Stage {
  const cwd = join(folder, 'work');
  const runs = join(folder, 'runs');
  const answers = join(folder, 'answers.yaml');
  mkdirSync(cwd);
  for (const name of ['around.yaml', 'parts'])
    cpSync(join(import.meta.dirname, name), join(cwd, name), {recursive: true});
  writeFileSync(answers, 'maybe: yes\nrather_not: no\n');
  writeFileSync(join(cwd, 'token'), 'a-secret-of-a-file\n');
  for (const name of ['effects', 'force', 'asked']) writeFileSync(join(cwd, name), '');
  const text = (name: string) => readFileSync(join(cwd, name), 'utf8');
  const begin = ['exec', 'around.yaml', '--input', `fail=${fails}`, '--accept-danger', 'purge', '--answers', answers];
  return {
    cwd,
    runs,
    env: {PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUNBOOK_STATE: runs},
    begin,
    ...(!fails && {afterwards: [release]}),
    look: () => ({
      effects: countLines(text('effects') + text('asked')),
      state: {force: text('force')},
      broken: outOfOrder(text('effects').split('\n'), fails),
    }),
    end: async () => {},
  };
}

const release: Afterwards = {
  words: (run) => ['release', run, 'hold'],
  isTold: ({event}) => event === 'released',
};

/** What is taken back is so in the reverse order in which it was done; the undo of a group stands for its steps. */
function outOfOrder(lines: readonly string[], fails: boolean): readonly string[] {
  const undone = lines.filter((line) => line.startsWith('un') && line !== 'unwelcome').join(', ');
  const expected = (fails ? BACK : ['unsign', 'unhold']).join(', ');
  return undone === expected ? [] : [`taken back as ${undone}, and not as ${expected}`];
}

const BACK = [
  ...['unwanted', 'unby day', 'unslow', 'unhold', 'unsign', 'unprobed', 'unprobed too', 'ungroup'],
  ...['uninner said', 'untwice ada', 'unonce ada'],
];
