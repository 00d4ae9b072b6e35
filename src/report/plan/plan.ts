import {limits} from '../../base/limits.ts';
import type {Values} from '../../base/value.ts';
import {outlined} from '../../kinds/rendered.ts';
import type {Arm, Block, CallBlock, ForeachBlock} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import {doesText, expectedText} from './plan-does.ts';
import {batchEnds, itemsOf, itemText} from './plan-foreach.ts';
import {notesOf} from './plan-notes.ts';
import {calledScope, type PlanScope, planScope} from './plan-scope.ts';

/** What would be done, as a tree in the order of execution. Nothing of it is executed, nobody is asked. */
export interface PlanItem {
  /** Why it stands here: `if it fails`, `to take it back`, `is it done?`, `item 0.1`. */
  readonly role?: string;
  readonly path: string;
  readonly kind: string;
  /** As the author wrote it; most small steps have none. */
  readonly title?: string;
  /** The command, request or question, values put in; what is known only at run time stands in ‹ ›. */
  readonly does?: string;
  /** How it is known to have worked, as the author wrote it, values put in. */
  readonly expects?: string;
  /** Conditions, retries, time limits, in words. */
  readonly notes: readonly string[];
  readonly children: readonly PlanItem[];
}

/** The plan of a runbook with these inputs, and with what else is known already. */
export function planOf(runbook: Runbook, inputs: Values, known: Values = {}): readonly PlanItem[] {
  const planner = newPlanner(runbook, planScope(runbook, inputs).with(known));
  const verify = runbook.rollback.possible ? runbook.rollback.verify : undefined;
  return [
    ...runbook.root.steps.map((step) => itemOf(step, planner)),
    ...parts(
      [
        ['if a step fails', runbook.root.rescue],
        ['always', runbook.root.always],
      ],
      planner,
    ),
    ...parts([['after a rollback', verify]], planner),
  ];
}

/** What is known while a plan is made. */
export interface Planner {
  readonly runbook: Runbook;
  readonly scope: PlanScope;
  /** The blocks being planned, so that none is opened inside itself. */
  readonly calls: readonly string[];
  /** What the plan has room for: items, and characters of texts with their values. */
  readonly room: {items: number; characters: number};
}

/** What a plan begins with. */
export function newPlanner(runbook: Runbook, scope: PlanScope): Planner {
  return {runbook, scope, calls: [], room: {items: limits.run_steps, characters: limits.plan}};
}

/** One block with what is in it. */
export function itemOf(block: Block, planner: Planner, role?: string): PlanItem {
  planner.room.items -= 1;
  planner.room.characters -= costOf(role);
  return {
    ...(role !== undefined && {role}),
    path: block.def,
    kind: block.kind,
    ...textsOf(block, planner),
    children: [...childrenOf(block, planner), ...partsOf(block, planner)],
  };
}

/** The words about a block; once they are too many for a plan, only that. */
function textsOf(block: Block, planner: Planner): Pick<PlanItem, 'title' | 'does' | 'expects' | 'notes'> {
  const {scope, room} = planner;
  if (room.characters <= 0) return {notes: ['not shown, for the plan is too long']};
  const does = doesText(block, scope);
  const expects = expectedText(block, scope);
  const texts = {
    ...titleText(block, planner),
    ...(does !== undefined && {does}),
    ...(expects !== undefined && {expects}),
    notes: notesOf(block, scope),
  };
  for (const text of [texts.title, does, expects, ...texts.notes]) room.characters -= costOf(text);
  return texts;
}

/** What a text takes of the room: every line of it is indented. */
function costOf(text = ''): number {
  return text.length + INDENT * (text.split('\n').length - 1);
}

const INDENT = 100;

function childrenOf(block: Block, planner: Planner): readonly PlanItem[] {
  switch (block.type) {
    case 'act':
    case 'ask':
    case 'decide':
    case 'wait':
      return [];
    case 'sequence':
    case 'parallel':
      return block.steps.map((step) => itemOf(step, planner));
    case 'remedies':
      return [itemOf(block.well, planner, 'until'), ...block.steps.map((step) => itemOf(step, planner))];
    case 'foreach':
      return foreachItems(block, planner);
    case 'repeat':
      return block.body.steps.map((step) => itemOf(step, planner));
    case 'branch':
      return block.arms.map((arm) =>
        itemOf(arm.body, planner, arm.if === undefined ? 'otherwise' : `if ${arm.if.source}`),
      );
    case 'choose':
      return block.arms.map((arm) => choiceItem(arm, planner));
    case 'call':
      return calledItems(block, planner);
  }
}

/** One way that a person may take. */
function choiceItem({body, if: condition}: Arm, planner: Planner): PlanItem {
  const item = itemOf(body, planner, 'choice');
  if (condition === undefined) return item;
  return {...item, notes: [`offered only if ${condition.source}`, ...item.notes]};
}

function calledItems(block: CallBlock, planner: Planner): readonly PlanItem[] {
  const called = planner.runbook.blocks.get(block.block);
  if (called === undefined || planner.calls.includes(block.block)) return [];
  const inner = {
    ...planner,
    scope: calledScope(called, block, planner.scope),
    calls: [...planner.calls, block.block],
  };
  return called.body.steps.map((step) => itemOf(step, inner));
}

/** A list that is known is planned item by item, with what is done between its batches; else once for all. */
function foreachItems(block: ForeachBlock, planner: Planner): readonly PlanItem[] {
  const between = block.between === undefined ? [] : [itemOf(block.between, planner, 'between two batches')];
  const items = itemsOf(block, planner.scope);
  if (items === undefined) return [...block.body.steps.map((step) => itemOf(step, planner)), ...between];
  const ends = batchEnds(block, items.length);
  const rounds: PlanItem[] = [];
  for (const [index, item] of items.entries()) {
    if (planner.room.items <= 0 || planner.room.characters <= 0) return [...rounds, left(items.length - index, block)];
    const inner = {...planner, scope: planner.scope.with({[block.as]: item})};
    rounds.push(itemOf(block.body, inner, `${block.as} ${itemText(item)}`), ...(ends.has(index) ? between : []));
  }
  return rounds;
}

/** What stands in the place of rounds that a plan has no room for. */
function left(count: number, {def, kind}: ForeachBlock): PlanItem {
  return {path: def, kind, notes: [`${count} more, not shown, for the plan is too long`], children: []};
}

function partsOf(block: Block, planner: Planner): readonly PlanItem[] {
  const group = 'rescue' in block || 'always' in block ? block : undefined;
  const undo = block.undo !== undefined && 'block' in block.undo ? block.undo.block : undefined;
  return parts(
    [
      ['is it done?', block.probe],
      ['if it fails', group?.rescue],
      ['always', group?.always],
      [undoRole(block), undo],
    ],
    planner,
  );
}

function undoRole({temporary}: Block): string {
  if (temporary === undefined) return 'to take it back';
  return temporary === 'released' ? 'stays until a person releases it, then' : `at the end of the ${temporary}`;
}

function parts(list: readonly (readonly [string, Block | undefined])[], planner: Planner): readonly PlanItem[] {
  return list.flatMap(([role, block]) => (block === undefined ? [] : [itemOf(block, planner, role)]));
}

/** A call without a title has that of what it calls. */
function titleText(block: Block, {scope}: Planner): {readonly title?: string} {
  if (block.title !== undefined) return {title: outlined(block.title, scope)};
  return block.type === 'call' ? {title: block.calls} : {};
}
