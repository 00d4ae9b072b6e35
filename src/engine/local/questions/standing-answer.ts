import {fail, ok, type Result} from '../../../base/result.ts';
import type {Value, Values} from '../../../base/value.ts';
import {parseAnswer} from '../../../control/parse-answer.ts';
import type {STANDING} from '../../../control/standing.ts';
import type {Ask} from '../../../events/effect.ts';
import {askingKind} from '../../../interpreter/kind-of.ts';
import type {Question, QuestionField} from '../../../kinds/steps/contract.ts';
import type {AskBlock, Block} from '../../../model/block.ts';
import type {Run} from '../run.ts';

/** An answer that stands beforehand, and where it comes from. */
export interface StandingAnswer {
  readonly value: Value;
  readonly via: (typeof STANDING)[number];
}

/**
 * What answers a question without a person: the answers file, `--yes`, `--accept-danger`, or `unattended: preferred`.
 * Undefined where nothing does; the error says why the answers file's answer does not fit.
 */
export function standingAnswer(run: Run, ask: Ask): Result<StandingAnswer | undefined, string> {
  const block = blockOf(run, ask);
  if (isAgain(run, ask)) return ok(ask.what === 'danger' ? accepted(run, ask, block) : undefined);
  const given = givenAnswer(run, ask, block);
  if (given !== undefined) {
    const value = parseAnswer(ask, wanted(ask, given));
    if (!value.ok) return fail(value.error);
    if (value.value === 'no' || !needsOther(ask, block)) return ok({value: value.value, via: 'answers file'});
  }
  if (ask.what === 'danger') return ok(accepted(run, ask, block));
  if (ask.what !== 'step' || block?.type !== 'ask' || ask.question === undefined) return ok(undefined);
  if (run.options.yes && askingKind(block.kind).yes(block.body))
    return ok({value: doneWith(ask.question), via: '--yes'});
  return ok(preferred(run, block, ask.question));
}

/** Who wants a step to be done again is there to be asked: of what was answered beforehand only leave stands. */
function isAgain({state}: Run, {path}: Ask): boolean {
  return path === state.again;
}

/** The step that a question is about. */
export function blockOf(run: Run, ask: Ask): Block | undefined {
  const frame = run.state.frames.get(ask.path);
  return frame && run.runbook.defs.get(frame.def);
}

function givenAnswer({options}: Run, ask: Ask, block: Block | undefined): Value | undefined {
  if (ask.what === 'breach') return options.answers[breachName(ask)];
  if (ask.what === 'danger' || block === undefined || !block.named) return undefined;
  const given = options.answers[block.id];
  // The answer of a person's step is not also what to do when that step fails.
  const forStep = block.type === 'ask' || block.type === 'choose';
  return forStep && ask.what !== 'step' && ask.what !== 'choose' && ask.what !== 'ask-if' ? undefined : given;
}

/** What the question of a breach is called by: its key names the monitor. */
export function breachName(ask: Ask): string {
  return `monitors.${/ \?breach ([a-z][a-z0-9_]*)/.exec(ask.key)?.[1] ?? ''}`;
}

function needsOther(ask: Ask, block: Block | undefined): boolean {
  return ask.what === 'step' && block?.type === 'ask' && askingKind(block.kind).needsOther?.(block.body) === true;
}

/** A step that has its answer is wanted; only a plain no says otherwise. */
function wanted(ask: Ask, given: Value): Value {
  if (ask.what !== 'ask-if') return given;
  return given === false || given === 'no' ? 'no' : 'yes';
}

function accepted({options}: Run, ask: Ask, block: Block | undefined): StandingAnswer | undefined {
  if (block?.named !== true || !options.accepted.includes(block.id)) return undefined;
  return {value: ask.type ?? 'yes', via: '--accept-danger'};
}

function doneWith(question: Question): Value {
  return question.items === undefined ? fieldValues(question.fields ?? []) : question.items;
}

function preferred({state}: Run, block: AskBlock, {fields = []}: Question): StandingAnswer | undefined {
  if (block.unattended !== 'preferred' || state.started?.attended === true) return undefined;
  const values = fieldValues(fields);
  const complete = fields.every(({name, optional}) => optional || name in values);
  return complete ? {value: values, via: 'unattended'} : undefined;
}

function fieldValues(fields: readonly QuestionField[]): Values {
  const values: Record<string, Value> = {};
  for (const field of fields) {
    const value = field.preferred === undefined ? field.default : field.options?.[field.preferred]?.value;
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}
