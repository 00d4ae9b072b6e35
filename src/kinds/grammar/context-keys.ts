import {ListOf, MapOf, Text, Word} from './fragments.ts';

/** Keys that say where and with what commands run; inherited from groups. The key `target` is added to them. */
export const contextKeys = {
  env: MapOf(Text('value', {description: 'The value of one variable.', examples: ['{{inputs.region}}']}), {
    description: 'Environment variables of its commands; merged inward.',
    examples: [{REGION: '{{inputs.region}}'}],
    keys: 'variable',
  }),
  inherit: ListOf(
    Word({
      description: 'A variable’s name; `*` may end it.',
      examples: ['AWS_*'],
      pattern: '^[A-Za-z_][A-Za-z0-9_]*\\*?$',
    }),
    {
      description: "Variables that pass from the operator's environment, beside the usual ones; recorded for resume.",
      examples: [['KUBECONFIG', 'AWS_*']],
    },
  ),
  cwd: Text('path', {
    description: 'The folder its commands run in, from the top of the git tree.',
    examples: ['services/api'],
  }),
  shell: ListOf(Word({description: 'One argument.', examples: ['-eu']}), {
    description: 'The shell that runs scripts, as a list of arguments.',
    examples: [['sh', '-eu']],
    minItems: 1,
  }),
};
