import {hash} from 'node:crypto';
import type {Ask} from '../events/effect.ts';
import type {RunState} from '../events/state.ts';

/** The namespace of signatures (`ssh-keygen -Y`): one of this program is good for nothing else. */
export const NAMESPACE = 'runbook-approval';

type Stated = Pick<RunState, 'started' | 'hash'>;

/**
 * What `by` signs to approve: one line a fact, then the words of the question. The run's id and the question's key make
 * it worthless for any other run, step or round; the hashes, for the same run of another text, input or plan: the runbook
 * is named as it is now.
 */
export function statementOf({started, hash: files}: Stated, {key, path, text}: Ask, by: string): string {
  const lines = [
    'I approve this step of this run',
    `run: ${started?.run ?? ''}`,
    `runbook: ${started?.runbook ?? ''} sha256:${files}`,
    `inputs: sha256:${hash('sha256', JSON.stringify(started?.inputs ?? {}))}`,
    ...(started?.plan === undefined ? [] : [`plan: sha256:${started.plan}`]),
    `step: ${path}`,
    `question: ${key}`,
    `by: ${by}`,
    '',
    text,
  ];
  return `${lines.join('\n')}\n`;
}
