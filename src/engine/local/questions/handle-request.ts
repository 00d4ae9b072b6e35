import {fail, ok, type Result} from '../../../base/result.ts';
import type {Value} from '../../../base/value.ts';
import {parseAnswer} from '../../../control/parse-answer.ts';
import type {ControlReply, ControlRequest} from '../../../control/request.ts';
import {statementOf} from '../../../control/statement.ts';
import {answerWords} from '../../../events/answer-words.ts';
import type {Ask} from '../../../events/effect.ts';
import type {Turn} from '../../../events/event.ts';
import {actingKind} from '../../../interpreter/kind-of.ts';
import {canRollBack} from '../../../interpreter/rollback/rollback.ts';
import {whyOverwrites} from '../admit-requests.ts';
import {whyBound} from '../bound.ts';
import {whyNewer} from '../newer-runs.ts';
import type {Run} from '../run.ts';
import {admit} from './approval.ts';
import {blockOf, breachName} from './standing-answer.ts';

/** Who has answered what, for those who come too late; keyed by the names a question can be called by. */
export type Answered = Map<string, string>;

type AnswerRequest = Extract<ControlRequest, {readonly ask: 'answer'}>;
type WholeRequest = Extract<ControlRequest, {readonly ask: 'request'}>;

/** Does what a screen or another terminal asks; the word is given once it is recorded. */
export async function handleRequest(run: Run, answered: Answered, request: ControlRequest): Promise<ControlReply> {
  switch (request.ask) {
    case 'hello':
      return {ok: true, message: `run ${run.state.started?.run ?? ''} is under way`};
    case 'terminal': {
      const command = run.terminals.take(request.key, request.by);
      return command.ok ? {ok: true, message: JSON.stringify(command.value)} : {ok: false, message: command.error};
    }
    case 'leave':
      run.leave(`interrupted by ${request.by}`);
      return {ok: true, message: 'the run is left; it can be resumed'};
    case 'answer':
      return takeAnswer(run, answered, request);
    case 'tick':
      return takeTicks(run, answered, request);
    case 'statement':
      return stateApproval(run, answered, request);
    case 'request':
      return takeRequest(run, request);
  }
}

function stateApproval(
  run: Run,
  answered: Answered,
  {step, by}: Extract<ControlRequest, {readonly ask: 'statement'}>,
): ControlReply {
  const ask = findQuestion(run, answered, step);
  if (!ask.ok) return {ok: false, message: ask.error};
  if (ask.value.question?.what === 'approve') return {ok: true, message: statementOf(run.state, ask.value, by)};
  return {ok: false, message: `${ask.value.path} asks for no approval`};
}

async function takeTicks(
  run: Run,
  answered: Answered,
  {step, items, on, by}: Extract<ControlRequest, {readonly ask: 'tick'}>,
): Promise<ControlReply> {
  const ask = findQuestion(run, answered, step);
  if (!ask.ok) return {ok: false, message: ask.error};
  const all = ask.value.question?.items ?? [];
  const unknown = items.find((item) => all[item] === undefined);
  if (unknown !== undefined)
    return {ok: false, message: `there is no item ${unknown + 1} to tick at ${ask.value.path}`};
  await run.report({event: 'ticked', key: ask.value.key, items, on, by});
  return {ok: true, message: on ? 'ticked' : 'not ticked any more'};
}

async function takeAnswer(run: Run, answered: Answered, request: AnswerRequest): Promise<ControlReply> {
  const ask = findQuestion(run, answered, request.step);
  if (!ask.ok) return {ok: false, message: ask.error};
  const value = parseAnswer(ask.value, request.value);
  if (!value.ok) return {ok: false, message: value.error};
  const admitted = await admit(run, ask.value, {...request, value: value.value});
  if (!admitted.ok) return {ok: false, message: admitted.error};
  const {by, via, why, instead} = request;
  const first = answered.get(ask.value.key);
  if (first !== undefined) return {ok: false, message: `that was answered already, by ${first}`};
  const overwrites = value.value === 'rollback' && ask.value.what !== 'step' ? whyNewer(run) : undefined;
  if (overwrites !== undefined) return {ok: false, message: overwrites};
  const unchangeable = instead === undefined ? undefined : whyNotInstead(run, ask.value, {value: value.value, instead});
  if (unchangeable !== undefined) return {ok: false, message: unchangeable};
  for (const name of namesOf(run, ask.value)) answered.set(name, `${by} (${via})`);
  await run.report({
    event: 'answered',
    key: ask.value.key,
    value: value.value,
    by,
    via,
    ...(why !== undefined && {why}),
    ...(instead !== undefined && {instead}),
    ...admitted.value,
  });
  return {ok: true, message: `${by} ${answerWords(value.value, ask.value)}`};
}

/** Why a command cannot be put in the place of the step's own. */
function whyNotInstead(
  run: Run,
  ask: Ask,
  {value, instead}: {readonly value: Value; readonly instead: string},
): string | undefined {
  const block = blockOf(run, ask);
  if (ask.what !== 'failure' || value !== 'retry') return 'another command can only be tried after a failure';
  if (block?.type !== 'act' || actingKind(block.kind).edited === undefined) return 'this step has no command to change';
  if (instead.trim() === '') return 'the command is empty';
  const bound = whyBound(run.state);
  if (bound !== undefined) return `${bound}: the command can only be tried as it is`;
  return instead.includes('***')
    ? 'the command holds ***, where a secret was: it can only be tried as it is'
    : undefined;
}

function findQuestion(run: Run, answered: Answered, step: string): Result<Ask, string> {
  const open = [...run.state.inFlight.values()].filter((effect) => effect.do === 'ask');
  const found = open.filter((ask) => namesOf(run, ask).includes(step));
  const [first] = found.filter((ask) => !answered.has(ask.key));
  if (first !== undefined) return ok(first);
  const by = answered.get(step);
  if (by !== undefined) return fail(`that was answered already, by ${by}`);
  const names = open.map((ask) => namesOf(run, ask).at(-1));
  return fail(`no question is open at "${step}"${names.length === 0 ? '' : `; open: ${names.join(', ')}`}`);
}

function namesOf(run: Run, ask: Ask): readonly string[] {
  if (ask.what === 'breach') return [ask.key, breachName(ask)];
  const block = blockOf(run, ask);
  return [ask.key, ask.path, ...(block === undefined ? [] : [block.id])];
}

async function takeRequest(run: Run, {ask: _, ...request}: WholeRequest): Promise<ControlReply> {
  const overwrites = whyOverwrites(run, request);
  if (overwrites !== undefined) return {ok: false, message: overwrites};
  const takesBack = request.what !== 'rollback' || canRollBack(run);
  const turn = await run.report({event: 'requested', ...request});
  const refused = refusalIn(turn, request.what);
  if (refused !== undefined) return {ok: false, message: refused};
  return {
    ok: true,
    message: takesBack ? DONE[request.what] : 'there is nothing to take back: the run is being stopped',
  };
}

function refusalIn({events}: Turn, what: string): string | undefined {
  const found = events.find((event) => event.event === 'refused' && event.what === what);
  return found?.event === 'refused' ? found.because : undefined;
}

const DONE: Readonly<Record<WholeRequest['what'], string>> = {
  pause: 'the run pauses: no further step begins',
  resume: 'the run goes on',
  stop: 'the run is being stopped',
  kill: 'the run is being ended at once',
  rollback: 'the run is being taken back',
  release: 'the change is being taken back',
  again: 'the step is being done again; nothing else begins until it has ended',
  'report-breach': 'the breach is recorded',
};
