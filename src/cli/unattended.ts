import {askingKind} from '../interpreter/kind-of.ts';
import type {Block} from '../model/block.ts';
import type {Runbook} from '../model/runbook.ts';
import type {Diagnostic} from '../text/diagnostic.ts';

/** What answers for people where nobody is at a terminal. */
export interface Unattended {
  /** Ids of steps that an answers file answers. */
  readonly answered: ReadonlySet<string>;
  /** Whether `--yes` was given: it covers checklists, and `manual` without required fields. */
  readonly yes: boolean;
  /** Ids of steps whose danger was accepted. */
  readonly accepted: ReadonlySet<string>;
}

/** Every question of the way forward that nothing would answer, each at its place; undos are not counted. */
export function unanswered(runbook: Runbook, unattended: Unattended): readonly Diagnostic[] {
  return forward(runbook).flatMap((block) => questionsOf(block, unattended));
}

function questionsOf(block: Block, unattended: Unattended): readonly Diagnostic[] {
  const known = block.named && unattended.answered.has(block.id) && !needsOther(block);
  const found: Diagnostic[] = [];
  if (block.askIf !== undefined && !known) found.push(question(block, 'ask_if', 'asks a person whether to do it'));
  const accepted = block.named && unattended.accepted.has(block.id);
  if (block.danger !== undefined && !accepted) {
    found.push({
      ...question(block, 'danger', 'must be confirmed'),
      help: `accept it with --accept-danger ${block.named ? block.id : 'ID, once the step has an id'}`,
    });
  }
  if (!known && asks(block, unattended))
    found.push(needsOther(block) ? gate(block) : question(block, block.kind, 'asks a person'));
  return found;
}

function asks(block: Block, unattended: Unattended): boolean {
  if (block.type === 'choose') return block.expires === undefined;
  if (block.type !== 'ask' || block.expires !== undefined || block.unattended !== undefined) return false;
  return !(unattended.yes && askingKind(block.kind).yes(block.body));
}

function needsOther(block: Block): boolean {
  return block.type === 'ask' && askingKind(block.kind).needsOther?.(block.body) === true;
}

function gate(block: Block): Diagnostic {
  return {
    ...question(block, block.kind, 'waits for somebody else to approve'),
    help: 'say how long with "expires", and approve with `runbook approve`; or let who begins the run approve with "self: true"',
  };
}

function question(block: Block, key: string, message: string): Diagnostic {
  const name = block.named ? `"${block.id}"` : 'this step';
  const help = block.named
    ? `answer it in a file given by --answers: "${block.id}: …"`
    : 'give the step an id, and answer it in a file given by --answers';
  return {
    rule: 'unanswered',
    severity: 'error',
    message: `${name} ${message}, and there is no terminal`,
    span: block.keys[key] ?? block.span,
    help,
  };
}

/** All blocks that may be entered before any rollback. */
function forward(runbook: Runbook): readonly Block[] {
  const found = new Set<Block>();
  const visit = (block: Block | undefined): void => {
    if (block === undefined || found.has(block)) return;
    found.add(block);
    for (const child of childrenOf(block, runbook)) visit(child);
  };
  visit(runbook.root);
  return [...found];
}

function childrenOf(block: Block, runbook: Runbook): readonly (Block | undefined)[] {
  switch (block.type) {
    case 'sequence':
    case 'parallel':
    case 'remedies':
      return [...block.steps, block.rescue, block.always];
    case 'foreach':
      return [block.body, block.between, block.rescue, block.always];
    case 'repeat':
      return [block.body, block.rescue, block.always];
    case 'branch':
    case 'choose':
      return block.arms.map((arm) => arm.body);
    case 'call':
      return [runbook.blocks.get(block.block)?.body];
    default:
      return [];
  }
}
