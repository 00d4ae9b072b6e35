import {formatDuration} from '../../base/duration.ts';
import type {Values} from '../../base/value.ts';
import type {Expression} from '../../expression/expression.ts';
import type {StepKind} from '../../kinds/steps/contract.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import type {ActBlock, Block, ForeachBlock} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Template} from '../../template/template.ts';
import {type PlanScope, planScope} from './plan-scope.ts';

/** What would be done, as a tree in the order of execution. Nothing of it is executed, nobody is asked. */
export interface PlanItem {
  /** Why it stands here: `if it fails`, `to take it back`, `is it done?`, `item 0.1`. */
  readonly role?: string;
  readonly path: string;
  readonly kind: string;
  readonly title: string;
  /** The command, request or question, values put in; what is known only at run time stands in ‹ ›. */
  readonly does?: string;
  /** Conditions, retries, time limits, in words. */
  readonly notes: readonly string[];
  readonly children: readonly PlanItem[];
}

/** The plan of a runbook with these inputs. */
export function planOf(runbook: Runbook, inputs: Values): readonly PlanItem[] {
  const planner: Planner = {runbook, calls: []};
  const scope = planScope(runbook, inputs);
  const verify = runbook.rollback.possible ? runbook.rollback.verify : undefined;
  return [
    ...runbook.root.steps.map((step) => itemOf(step, scope, planner)),
    ...parts(
      [
        ['at a failure of a step', runbook.root.rescue],
        ['always', runbook.root.always],
      ],
      scope,
      planner,
    ),
    ...parts([['after a rollback', verify]], scope, planner),
  ];
}

interface Planner {
  readonly runbook: Runbook;
  /** The blocks being planned, so that none is opened inside itself. */
  readonly calls: readonly string[];
}

function itemOf(block: Block, scope: PlanScope, planner: Planner, role?: string): PlanItem {
  const does = doesText(block, scope);
  return {
    ...(role !== undefined && {role}),
    path: block.def,
    kind: block.kind,
    title: titleText(block, scope) ?? does ?? block.kind,
    ...(does !== undefined && {does}),
    notes: notesOf(block, scope),
    children: [...childrenOf(block, scope, planner), ...partsOf(block, scope, planner)],
  };
}

function childrenOf(block: Block, scope: PlanScope, planner: Planner): readonly PlanItem[] {
  switch (block.type) {
    case 'act':
    case 'ask':
    case 'decide':
    case 'wait':
      return [];
    case 'sequence':
    case 'parallel':
      return block.steps.map((step) => itemOf(step, scope, planner));
    case 'remedies':
      return [itemOf(block.well, scope, planner, 'until'), ...block.steps.map((step) => itemOf(step, scope, planner))];
    case 'foreach':
      return foreachItems(block, scope, planner);
    case 'repeat':
      return block.body.steps.map((step) => itemOf(step, scope, planner));
    case 'branch':
    case 'choose':
      return block.arms.map((arm) =>
        itemOf(arm.body, scope, planner, arm.if === undefined ? 'otherwise' : `if ${arm.if.source}`),
      );
    case 'call': {
      const called = planner.runbook.blocks.get(block.block);
      if (called === undefined || planner.calls.includes(block.block)) return [];
      const inner = {...planner, calls: [...planner.calls, block.block]};
      const given = scope.with({inputs: givenTo(block.with, scope), steps: {}});
      return called.body.steps.map((step) => itemOf(step, given, inner));
    }
  }
}

function givenTo(texts: Readonly<Record<string, Template>>, scope: PlanScope): Values {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, rendered(text, scope)]));
}

/** A list that is written out is planned item by item. */
function foreachItems(block: ForeachBlock, scope: PlanScope, planner: Planner): readonly PlanItem[] {
  const items = Array.isArray(block.in) ? (block.in as readonly Template[]) : undefined;
  if (items === undefined) return block.body.steps.map((step) => itemOf(step, scope, planner));
  return items.flatMap((item, index) => {
    const value = rendered(item, scope);
    const inner = scope.with({[block.as]: value});
    const round = itemOf(block.body, inner, planner, `${block.as} ${value}`);
    const last = index === items.length - 1;
    return last || block.between === undefined ? [round] : [round, itemOf(block.between, inner, planner, 'between')];
  });
}

function partsOf(block: Block, scope: PlanScope, planner: Planner): readonly PlanItem[] {
  const group = 'rescue' in block || 'always' in block ? block : undefined;
  const undo = block.undo !== undefined && 'block' in block.undo ? block.undo.block : undefined;
  return parts(
    [
      ['is it done?', block.probe],
      ['if it fails', group?.rescue],
      ['always', group?.always],
      [block.temporary === undefined ? 'to take it back' : `taken back at the end of the ${block.temporary}`, undo],
    ],
    scope,
    planner,
  );
}

function parts(
  list: readonly (readonly [string, Block | undefined])[],
  scope: PlanScope,
  planner: Planner,
): readonly PlanItem[] {
  return list.flatMap(([role, block]) => (block === undefined ? [] : [itemOf(block, scope, planner, role)]));
}

function titleText(block: Block, scope: PlanScope): string | undefined {
  return block.title === undefined ? undefined : rendered(block.title, scope);
}

function doesText(block: Block, scope: PlanScope): string | undefined {
  if (block.type === 'wait')
    return block.for ? `wait ${rendered(block.for, scope)}` : `wait until ${block.at ? rendered(block.at, scope) : ''}`;
  if (block.type === 'repeat')
    return `at most ${block.max} passes${block.while ? ` while ${block.while.source}` : ''}${block.until ? ` until ${block.until.source}` : ''}`;
  if (!('body' in block) || block.type === 'foreach') return undefined;
  const kind = (stepKinds as Readonly<Record<string, StepKind<unknown>>>)[block.kind];
  if (kind === undefined || kind.sort === 'structures') return undefined;
  if (kind.sort === 'asks') {
    const question = kind.question(block.body, scope);
    return question.ok
      ? [question.value.text, ...(question.value.items ?? []).map((item) => `[ ] ${item}`)].join('\n')
      : undefined;
  }
  const described = kind.describe(block.body, scope);
  return described.ok ? described.value : undefined;
}

function notesOf(block: Block, scope: PlanScope): readonly string[] {
  const notes: string[] = [];
  if (block.if !== undefined) notes.push(conditionNote(block.if, scope));
  if (block.askIf !== undefined) notes.push(`asks first: ${rendered(block.askIf, scope)}`);
  if (block.danger !== undefined) notes.push(`danger, confirmed first: ${rendered(block.danger.text, scope)}`);
  if (block.type === 'parallel')
    notes.push(block.limit === Number.POSITIVE_INFINITY ? 'side by side' : `at most ${block.limit} side by side`);
  if (block.timeout !== undefined) notes.push(`at most ${formatDuration(block.timeout)}`);
  if (block.type === 'act') notes.push(...actNotes(block));
  if (block.onFailure?.to === 'continue') notes.push(`if it fails, go on: ${block.onFailure.why}`);
  else if (block.onFailure !== undefined) notes.push(`if it fails: ${block.onFailure.to}`);
  if (block.undo !== undefined && 'none' in block.undo) notes.push(`nothing to take back: ${block.undo.none}`);
  if (block.irreversible !== undefined) notes.push(`cannot be taken back: ${rendered(block.irreversible, scope)}`);
  return notes;
}

function actNotes(block: ActBlock): readonly string[] {
  const {retry} = block;
  if (retry === undefined) return [];
  const times = Number.isFinite(retry.times) ? `${retry.times} more times` : 'again and again';
  const bound = retry.for === undefined ? '' : ` for ${formatDuration(retry.for)}`;
  return [`tried ${times}, every ${formatDuration(retry.every)}${bound}`];
}

function conditionNote(condition: Expression, scope: PlanScope): string {
  if (!scope.knows(condition.reads)) return `only if ${condition.source}`;
  const value = condition.evaluate({get: (reference) => scope.get(reference)});
  if (!value.ok) return `only if ${condition.source}`;
  return value.value === true ? `because ${condition.source}` : `skipped: not ${condition.falsePart(scope)}`;
}

function rendered(template: Template, scope: PlanScope): string {
  const text = template.render(scope);
  return text.ok ? text.value : template.source;
}
