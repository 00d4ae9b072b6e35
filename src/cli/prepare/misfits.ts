import type {Value, Values} from '../../base/value.ts';
import {type Asked, parseAnswer} from '../../control/parse-answer.ts';
import {askingKind} from '../../interpreter/kind-of.ts';
import type {Block} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';

/** The answers that do not fit the questions they are for, where that can be known before the run: each with its id. */
export function misfits(answers: Values, runbook: Runbook): readonly string[] {
  return [...runbook.defs.values()].flatMap((block) => {
    const given = block.named ? answers[block.id] : undefined;
    const problem = given === undefined ? undefined : misfit(block, given);
    return problem === undefined ? [] : [`"${block.id}": ${problem}`];
  });
}

function misfit(block: Block, given: Value): string | undefined {
  const asked = block.type === 'choose' ? choiceOf(block) : questionOf(block);
  if (asked === undefined) return undefined;
  const parsed = parseAnswer(asked, given);
  return parsed.ok ? undefined : parsed.error;
}

function questionOf(block: Block): Asked | undefined {
  if (block.type !== 'ask') return undefined;
  let reads = false;
  const get = () => {
    reads = true;
    return undefined;
  };
  const question = askingKind(block.kind).question(block.body, {get});
  return question.ok && !reads ? {what: 'step', question: question.value} : undefined;
}

/** Only where every title is known; an arm that turns out to be hidden is found when it is asked for. */
function choiceOf(block: Block & {readonly type: 'choose'}): Asked | undefined {
  if (block.arms.some(({title}) => title?.constant !== true)) return undefined;
  const choices = block.arms.map(({title}, index) => ({value: String(index + 1), title: title?.source ?? ''}));
  return {what: 'choose', choices};
}
