import {ok} from '../../base/result.ts';
import type {Values} from '../../base/value.ts';
import {isTemplate} from '../../kinds/rendered.ts';
import type {AskingKind, StepKind} from '../../kinds/steps/contract.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import type {ActBlock, AskBlock, Block, DecideBlock, ForeachBlock, RepeatBlock, WaitBlock} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';
import type {Template} from '../../template/template.ts';
import {notesOf} from './plan-notes.ts';
import {type PlanScope, planScope, rendered} from './plan-scope.ts';

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
  /** Conditions, retries, time limits, in words. */
  readonly notes: readonly string[];
  readonly children: readonly PlanItem[];
}

/** The plan of a runbook with these inputs, and with what else is known already. */
export function planOf(runbook: Runbook, inputs: Values, known: Values = {}): readonly PlanItem[] {
  const planner: Planner = {runbook, scope: planScope(runbook, inputs).with(known), calls: []};
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
}

/** One block with what is in it. */
export function itemOf(block: Block, planner: Planner, role?: string): PlanItem {
  const {scope} = planner;
  const does = doesText(block, scope);
  return {
    ...(role !== undefined && {role}),
    path: block.def,
    kind: block.kind,
    ...titleText(block, scope),
    ...(does !== undefined && {does}),
    notes: notesOf(block, scope),
    children: [...childrenOf(block, planner), ...partsOf(block, planner)],
  };
}

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
    case 'choose':
      return block.arms.map((arm) =>
        itemOf(arm.body, planner, arm.if === undefined ? 'otherwise' : `if ${arm.if.source}`),
      );
    case 'call': {
      const called = planner.runbook.blocks.get(block.block);
      if (called === undefined || planner.calls.includes(block.block)) return [];
      const inputs = givenTo(block.with, planner.scope);
      const scope = planner.scope.with({inputs, steps: {}});
      const inner = {...planner, scope, calls: [...planner.calls, block.block]};
      return called.body.steps.map((step) => itemOf(step, inner));
    }
  }
}

function givenTo(texts: Readonly<Record<string, Template>>, scope: PlanScope): Values {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, rendered(text, scope)]));
}

/** A list that is written out is planned item by item. */
function foreachItems(block: ForeachBlock, planner: Planner): readonly PlanItem[] {
  const items = Array.isArray(block.in) ? (block.in as readonly Template[]) : undefined;
  if (items === undefined) return block.body.steps.map((step) => itemOf(step, planner));
  return items.flatMap((item, index) => {
    const value = rendered(item, planner.scope);
    const inner = {...planner, scope: planner.scope.with({[block.as]: value})};
    const round = itemOf(block.body, inner, `${block.as} ${value}`);
    const last = index === items.length - 1;
    return last || block.between === undefined ? [round] : [round, itemOf(block.between, inner, 'between')];
  });
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

function titleText(block: Block, scope: PlanScope): {readonly title?: string} {
  return block.title === undefined ? {} : {title: rendered(block.title, scope)};
}

function doesText(block: Block, scope: PlanScope): string | undefined {
  switch (block.type) {
    case 'wait':
      return waitText(block, scope);
    case 'repeat':
      return repeatText(block);
    case 'act':
    case 'decide':
    case 'ask':
      return kindText(block, scope);
    default:
      return undefined;
  }
}

function waitText(block: WaitBlock, scope: PlanScope): string {
  const failIf = block.failIf === undefined ? '' : `, failing if ${block.failIf.source}`;
  if (block.for !== undefined) return `wait ${rendered(block.for, scope)}${failIf}`;
  return `wait until ${block.at === undefined ? '' : rendered(block.at, scope)}${failIf}`;
}

function repeatText({max, while: condition, until}: RepeatBlock): string {
  const bounds = [...(condition ? [`while ${condition.source}`] : []), ...(until ? [`until ${until.source}`] : [])];
  return `at most ${max} passes ${bounds.join(', ')}`.trimEnd();
}

function kindText(block: ActBlock | DecideBlock | AskBlock, scope: PlanScope): string | undefined {
  const kind = (stepKinds as Readonly<Record<string, StepKind<unknown>>>)[block.kind];
  if (kind === undefined || kind.sort === 'structures') return undefined;
  const text = kind.sort === 'asks' ? questionText(kind, block.body, scope) : kind.describe(block.body, scope);
  return text.ok ? text.value : sourceOf(block.body);
}

function questionText(kind: AskingKind<unknown>, body: unknown, scope: PlanScope) {
  const question = kind.question(body, scope);
  if (!question.ok) return question;
  const {text, items = []} = question.value;
  return ok([...(text === '' ? [] : [text]), ...items.map((item) => `[ ] ${item}`)].join('\n'));
}

/** The texts of a body as they are written, where a value that they need is known only at run time. */
function sourceOf(body: unknown): string | undefined {
  const texts = templatesIn(body).map(({source}) => source.trimEnd());
  return texts.length === 0 ? undefined : texts.join(' ');
}

function templatesIn(body: unknown): readonly Template[] {
  if (isTemplate(body)) return [body];
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(templatesIn) : [];
}
