import {publishedSchema} from '../../check/schema/published.ts';
import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';

/** Prints the JSON Schema of the language, for editors. */
export const schema: Command = {
  usage: '',
  about: `Prints the JSON Schema of the language (draft 7), for completion and checks in an editor. A runbook names it in its
first line:  # yaml-language-server: $schema=../schema/runbook.schema.json`,
  options: {},
  positionals: [],
  examples: [['runbook schema > runbook.schema.json', 'keep a copy beside the runbooks']],
  run: async (_call, terminal) => {
    terminal.out(`${JSON.stringify(publishedSchema(), null, 2)}\n`);
    return exitStatus.done;
  },
};
