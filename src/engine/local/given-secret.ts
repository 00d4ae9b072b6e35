import type {Value} from '../../base/value.ts';
import type {FoldedRun} from './fold-run.ts';
import {isPlace} from './process/environment.ts';
import type {Secrets} from './secrets.ts';

/** What a run was given and keeps as it is: its words, and what to do instead. */
interface Given {
  readonly what: string;
  readonly value: Value | undefined;
  readonly instead: string;
}

/**
 * Why a run cannot begin with what it was given: a secret is in it, and all of it was written down before any secret was
 * known. Undefined where none is.
 */
export function givenSecret(run: FoldedRun, secrets: Secrets): string | undefined {
  for (const {what, value, instead} of allGiven(run)) {
    const secret = value === undefined ? undefined : secrets.nameIn(value);
    if (secret !== undefined)
      return `${what} holds the text of the secret "${secret}", and is kept with the run: ${instead}`;
  }
  return undefined;
}

function allGiven({state, options, environment}: FoldedRun): readonly Given[] {
  const {inputs = {}, outsideWindow, remote} = state.started ?? {};
  return [
    ...Object.entries(inputs).map(([name, value]) => {
      return {what: `the input "${name}"`, value, instead: 'give it another, or name the secret in its place'};
    }),
    ...Object.entries(options.answers).map(([id, value]) => {
      return {
        what: `the answer to "${id}"`,
        value,
        instead: 'answer otherwise, and let the step take the secret itself',
      };
    }),
    {what: 'the reason of --outside-window', value: outsideWindow, instead: 'say it without'},
    {what: "the address of the folder's git remote", value: remote, instead: 'keep it in a credential helper of git'},
    ...Object.entries(environment)
      .filter(([name]) => !isPlace(name))
      .map(([name, value]) => {
        const instead = `run without it (env -u ${name} runbook …), and give it by "env:" to the steps that need it`;
        return {what: `the variable ${name}, which commands inherit,`, value, instead};
      }),
  ];
}
