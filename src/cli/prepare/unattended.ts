import {didYouMean} from '../../base/did-you-mean.ts';
import {actingKind, askingKind} from '../../interpreter/kind-of.ts';
import type {Block} from '../../model/block.ts';
import {childrenOf} from '../../model/children.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Span} from '../../text/span.ts';

/** What answers for people where nobody is at a terminal. */
export interface Unattended {
  /** Ids of steps that an answers file answers. */
  readonly answered: ReadonlySet<string>;
  /** Whether `--yes` was given: it covers checklists, and `manual` without required fields. */
  readonly yes: boolean;
  /** Ids of steps whose danger was accepted. */
  readonly accepted: ReadonlySet<string>;
}

/** A question that nobody would answer. */
export interface OpenQuestion {
  readonly span: Span;
  /** The id of the step, if it has one. */
  readonly id?: string;
  /** What kind of question it is, in a word or two. */
  readonly what: string;
  /** An example of its line in an answers file, where one can answer it. */
  readonly answer?: string;
  /** What else settles it. */
  readonly advice?: string;
}

/** Every question of the way forward that nothing would answer; undos are not counted. */
export function unanswered(runbook: Runbook, unattended: Unattended): readonly OpenQuestion[] {
  return forward(runbook).flatMap((block) => questionsOf(block, unattended));
}

function questionsOf(block: Block, unattended: Unattended): readonly OpenQuestion[] {
  const known = block.named && unattended.answered.has(block.id) && !needsOther(block);
  const found: OpenQuestion[] = [];
  if (block.askIf !== undefined && !known) found.push(answerable(block, {key: 'ask_if', example: 'yes'}));
  if (block.danger !== undefined && !(block.named && unattended.accepted.has(block.id))) {
    found.push({...questionAt(block, 'danger'), advice: block.named ? `--accept-danger ${block.id}` : NEEDS_ID});
  }
  if (takesTerminal(block)) found.push({...questionAt(block, 'interactive'), advice: TERMINAL});
  if (known || !asks(block, unattended)) return found;
  if (needsOther(block)) return [...found, {...questionAt(block, block.kind), advice: OTHER}];
  return [...found, answerable(block, {key: block.kind, example: exampleOf(block)})];
}

const NEEDS_ID = 'give the step an id';
const OTHER =
  'somebody else approves: say how long it may take with "expires", or allow "self: true" and ask for nobody in particular';
const TERMINAL = 'a person types into it: run it at a terminal';

function takesTerminal(block: Block): boolean {
  return block.type === 'act' && actingKind(block.kind).takesTerminal?.(block.body) === true;
}

function asks(block: Block, unattended: Unattended): boolean {
  if (block.type === 'choose') return block.expires === undefined;
  if (block.type !== 'ask' || block.expires !== undefined || block.unattended !== undefined) return false;
  return !(unattended.yes && askingKind(block.kind).yes(block.body));
}

function needsOther(block: Block): boolean {
  return block.type === 'ask' && askingKind(block.kind).needsOther?.(block.body) === true;
}

function questionAt(block: Block, key: string): OpenQuestion {
  return {span: block.keys[key] ?? block.span, what: key, ...(block.named && {id: block.id})};
}

function answerable(block: Block, {key, example}: {readonly key: string; readonly example: string}): OpenQuestion {
  const question = questionAt(block, key);
  return block.named ? {...question, answer: `${block.id}: ${example}`} : {...question, advice: NEEDS_ID};
}

function quoted(text: string): string {
  return /^\w[\w .-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** What an answer may look like in an answers file. */
function exampleOf(block: Block): string {
  if (block.type === 'choose') return quoted(block.arms[0]?.title?.source ?? '1');
  if (block.type !== 'ask') return 'done';
  if (block.kind === 'approve') return 'yes';
  const names = Object.keys(askingKind(block.kind).fields(block.body));
  if (block.kind === 'ask' && names.length === 1) return '…';
  return names.length === 0 ? 'done' : `{${names.map((name) => `${name}: …`).join(', ')}}`;
}

/** All blocks that may be entered before any rollback. */
function forward(runbook: Runbook): readonly Block[] {
  const found = new Set<Block>();
  const visit = (block: Block | undefined): void => {
    if (block === undefined || found.has(block)) return;
    found.add(block);
    if (block.type === 'call') visit(runbook.blocks.get(block.block)?.body);
    for (const child of childrenOf(block)) visit(child);
  };
  visit(runbook.root);
  return [...found];
}

/** What is wrong with the ids of accepted dangers, if one names a step without danger. */
export function unknownDangers(accepted: readonly string[], runbook: Runbook): string | undefined {
  const dangers = [...runbook.defs.values()].filter((block) => block.danger !== undefined && block.named);
  const names = dangers.map((block) => block.id);
  const unknown = accepted.find((id) => !names.includes(id));
  if (unknown === undefined) return undefined;
  const meant = didYouMean(unknown, names);
  const hint = meant === undefined ? `such steps: ${names.join(', ') || 'none'}` : `did you mean "${meant}"?`;
  return `--accept-danger "${unknown}" names no step with a danger; ${hint}`;
}
