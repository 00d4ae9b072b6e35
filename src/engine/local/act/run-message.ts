import {stepPath} from '../../../base/ids.ts';
import type {Act} from '../../../events/effect.ts';
import {scopeAt} from '../../../events/scope.ts';
import {sendMessage} from '../../../kinds/channels/send.ts';
import type {NotifyEvent} from '../../../model/runbook.ts';
import {makeIo} from '../io/make-io.ts';
import type {Run} from '../run.ts';
import type {ActEnded} from './report-act.ts';

/** Sends what the runbook says for a moment of the run. What does not arrive is recorded and changes nothing. */
export async function sendRunMessage(run: Run, act: Act): Promise<ActEnded> {
  const {runbook, state, secrets} = run;
  const begun = performance.now();
  await secrets.resolve();
  const io = makeIo(run, {key: act.key, inherit: runbook.inherit, cancelled: run.left});
  const scope = secrets.seenIn(scopeAt({runbook, state, path: stepPath('/')}));
  for (const sending of runbook.notify[act.moment as NotifyEvent] ?? []) {
    await sendMessage({sending, channels: runbook.channels, scope}, io);
  }
  return {event: 'act-ended', key: act.key, did: 'succeeded', tookMs: Math.round(performance.now() - begun)};
}
