import {type DefPath, defPath} from '../../src/base/ids.ts';
import {fail, ok} from '../../src/base/result.ts';
import type {Value, Values} from '../../src/base/value.ts';
import type {Report} from '../../src/events/event.ts';
import type {Expression} from '../../src/expression/expression.ts';
import type {Reference, Scope} from '../../src/expression/scope.ts';
import {DYN} from '../../src/expression/type.ts';
import type {Arm, Block, SequenceBlock} from '../../src/model/block.ts';
import type {Callable, Monitor, Runbook} from '../../src/model/runbook.ts';
import type {Common} from '../../src/model/step.ts';
import type {Template} from '../../src/template/template.ts';

/** Small makers of checked runbooks, without a text: for tests of what comes after the checker. */

type Extras = Partial<Omit<Common, 'def'>>;
type With<B> = Partial<Omit<B, 'type' | 'def' | 'kind'>>;

const span = {file: {name: 'test.yaml', text: ''}, start: 0, end: 0};

function common(id: string, kind: string, extras: Extras = {}): Common {
  return {
    def: defPath(''),
    id,
    named: true,
    kind,
    links: [],
    hints: [],
    noise: [],
    readOnly: false,
    span,
    keys: {},
    ...extras,
  };
}

/** A decision: a value, or a function of what is visible. */
export function expr(of: Value | ((scope: Scope) => Value | undefined), source = 'an expression'): Expression {
  return {
    source,
    type: DYN,
    reads: [],
    provesPresent: [],
    constant: typeof of !== 'function',
    evaluate: (scope) => {
      const value = typeof of === 'function' ? of(scope) : of;
      return value === undefined ? fail({message: `${source} has no value`}) : ok(value);
    },
    falsePart: () => source,
    observed: () => [],
  };
}

/** The value of a dotted name. */
export const ref = (name: string): Expression => expr((scope) => scope.get(name.split('.')), name);

/** A text whose `{{names}}` are replaced. */
export function text(source: string): Template {
  const render: Template['render'] = (scope) => {
    const missing = names(source).find((name) => scope.get(name) === undefined);
    if (missing !== undefined) return fail({message: `${missing.join('.')} has no value`});
    return ok(source.replaceAll(/\{\{(.*?)\}\}/g, (_, name: string) => String(scope.get(name.split('.')))));
  };
  return {
    source,
    place: 'text',
    reads: names(source),
    secrets: [],
    constant: names(source).length === 0,
    render,
    outline: (scope) =>
      source.replaceAll(/\{\{(.*?)\}\}/g, (_, name: string) => String(scope.get(name.split('.')) ?? `‹${name}›`)),
    value: render,
    script: () => ok({text: source, variables: []}),
  };
}

function names(source: string): readonly Reference[] {
  return [...source.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name.split('.'));
}

/** A command. */
export function act(id: string, extras: With<Extract<Block, {type: 'act'}>> = {}): Block {
  return {
    ...common(id, 'run'),
    type: 'act',
    body: {script: text(id)},
    context: {env: {}, inherit: []},
    expect: {} as Extract<Block, {type: 'act'}>['expect'],
    capture: {},
    sensitive: [],
    onCrash: 'ask',
    captures: {},
    ...extras,
  };
}

/** A question to a person for one text. */
export function ask(id: string, extras: With<Extract<Block, {type: 'ask'}>> = {}): Block {
  return {...common(id, 'ask'), type: 'ask', body: {question: text(`${id}?`)}, fields: {}, ...extras};
}

/** A gate. */
export function approve(id: string, extras: With<Extract<Block, {type: 'ask'}>> = {}): Block {
  return {...common(id, 'approve'), type: 'ask', body: {what: text(id)}, fields: {}, ...extras};
}

/** New values. */
export function set(id: string, values: Readonly<Record<string, Expression>>, extras: Extras = {}): Block {
  return {...common(id, 'set', extras), type: 'decide', body: values};
}

/** The end of the run. */
export function end(id: string, as: 'succeeded' | 'failed' | 'stopped', extras: Extras = {}): Block {
  return {...common(id, 'end', extras), type: 'decide', body: {as, because: text('it is enough')}};
}

/** A pause. */
export function wait(id: string, length: string, extras: With<Extract<Block, {type: 'wait'}>> = {}): Block {
  return {...common(id, 'wait'), type: 'wait', for: text(length), ...extras};
}

/** Steps one after another. */
export function group(id: string, steps: readonly Block[], extras: With<SequenceBlock> = {}): SequenceBlock {
  return {...common(id, 'steps'), type: 'sequence', steps, outputs: {}, ...extras};
}

/** A part or body: steps without an id. */
export const steps = (...members: readonly Block[]): SequenceBlock => group('steps', members, {named: false});

/** Steps side by side. */
export function parallel(
  id: string,
  members: readonly Block[],
  extras: With<Extract<Block, {type: 'parallel'}>> = {},
): Block {
  return {
    ...common(id, 'steps'),
    type: 'parallel',
    steps: members,
    outputs: {},
    limit: members.length,
    failFast: false,
    ...extras,
  };
}

/** A loop over values, each known as `item`. */
export function foreach(
  id: string,
  items: readonly Value[] | Expression,
  given: With<Extract<Block, {type: 'foreach'}>> & {readonly body: SequenceBlock},
): Block {
  const list = 'evaluate' in items ? items : expr([...items]);
  return {
    ...common(id, 'steps'),
    type: 'foreach',
    as: 'each',
    in: list,
    outputs: {},
    limit: 1,
    failFast: false,
    maxFailures: 0,
    ...given,
  };
}

/** A loop whose state is known as `loop`. */
export function repeat(
  id: string,
  given: With<Extract<Block, {type: 'repeat'}>> & {readonly body: SequenceBlock},
): Block {
  return {...common(id, 'steps'), type: 'repeat', as: 'loop', start: {}, next: {}, outputs: {}, max: 10, ...given};
}

/** Remedies for what `well` looks at. */
export function remedies(id: string, well: Block, members: readonly Block[], extras: Extras = {}): Block {
  return {...common(id, 'steps', extras), type: 'remedies', well, steps: members, outputs: {}};
}

/** The first way that holds. */
export function branch(id: string, arms: readonly Arm[], extras: Extras = {}): Block {
  return {...common(id, 'branch', extras), type: 'branch', arms};
}

/** A way that a person picks. */
export function choose(id: string, arms: readonly Arm[], extras: Extras = {}): Block {
  return {...common(id, 'choose', extras), type: 'choose', arms};
}

/** Runs a block of the file. */
export function call(
  id: string,
  block: string,
  given: Readonly<Record<string, Template>> = {},
  extras: Extras = {},
): Block {
  return {...common(id, 'use', extras), type: 'call', block: defPath(`@${block}`), calls: block, with: given};
}

/** How to take a step back: by a command of its own. */
export function undoBy(block: Block | string, reads: readonly string[] = []): {undo: NonNullable<Common['undo']>} {
  const undo = typeof block === 'string' ? act(block) : block;
  return {undo: {block: undo, reads: reads.map((name) => name.split('.'))}};
}

/** A monitor of something measured. */
export function monitor(name: string, given: Partial<Monitor>): Monitor {
  return {
    name,
    title: text(name),
    probe: act('measure', {readOnly: true}),
    every: 10_000,
    samples: 1,
    during: [],
    onBreach: 'ask',
    hints: [],
    span,
    ...given,
  };
}

interface Given extends Partial<Omit<Runbook, 'root' | 'blocks' | 'defs'>> {
  readonly steps: readonly Block[];
  readonly callables?: Readonly<Record<string, Pick<Callable, 'body'> & Partial<Callable>>>;
}

/** A runbook of these steps, every block with its address. */
export function runbook({steps: members, callables = {}, ...given}: Given): Runbook {
  const defs = new Map<DefPath, Block>();
  const root = addressed(group('root', members), '/', defs);
  const blocks = new Map(
    Object.entries(callables).map(([name, callable]) => {
      const body = addressed(callable.body, `@${name}`, defs);
      return [defPath(`@${name}`), {title: name, inputs: [], outputs: {}, ...callable, body}];
    }),
  );
  const monitors = Object.values(given.monitors ?? {}).map((each) => {
    const {probe, ...rest} = each;
    return [each.name, {...rest, ...(probe && {probe: addressed(probe, `!monitor/${each.name}`, defs)})}];
  });
  const verify = given.rollback?.possible === true ? given.rollback.verify : undefined;
  const made = {
    name: 'test',
    title: 'Test',
    timezone: 'UTC',
    useWhen: [],
    links: [],
    dashboards: [],
    inputs: [],
    outputs: {},
    vars: {},
    secrets: {},
    channels: {},
    notify: {},
    onFailure: {to: 'ask'},
    inherit: [],
    followups: [],
    files: [],
    notYet: [],
    ...given,
    rollback: {
      ...(given.rollback ?? {possible: true}),
      ...(verify && {verify: addressed(verify, '/!verify', defs)}),
    } as Runbook['rollback'],
    monitors: Object.fromEntries(monitors) as Runbook['monitors'],
    root,
    blocks: blocks as Runbook['blocks'],
    defs,
  };
  return made as unknown as Runbook;
}

type Found = Record<string, unknown> & {steps?: unknown; arms?: unknown; undo?: unknown};

function addressed<B extends Block>(block: B, path: string, defs: Map<DefPath, Block>): B {
  const below = (each: Block): Block => addressed(each, `${path === '/' ? '' : path}/${each.id}`, defs);
  const part = <P extends Block>(each: P, name: string): P => addressed(each, `${path}!${name}`, defs);
  const found: Found = {...block, def: defPath(path)};
  if ('steps' in block) found.steps = block.steps.map(below);
  for (const name of ['body', 'rescue', 'always', 'between', 'well', 'probe']) {
    const each = (block as unknown as Partial<Record<string, Block>>)[name];
    if (each !== undefined && typeof each === 'object' && 'type' in each) found[name] = part(each, name);
  }
  if ('arms' in block) found.arms = block.arms.map((arm, n) => ({...arm, body: part(arm.body, `arm${n + 1}`)}));
  if (block.undo !== undefined && 'block' in block.undo)
    found.undo = {...block.undo, block: part(block.undo.block, 'undo')};
  defs.set(defPath(path), found as unknown as Block);
  return found as unknown as B;
}

/** The first event of a run. */
export function started(
  given: {readonly inputs?: Values; readonly attended?: boolean; readonly answers?: readonly string[]} = {},
) {
  const start: Extract<Report, {event: 'run-started'}> = {
    event: 'run-started',
    run: 'r1',
    runbook: 'test',
    title: 'Test',
    hash: '0',
    inputs: {},
    by: 'me',
    cwd: '/',
    timezone: 'UTC',
    attended: true,
    ...given,
  };
  return start;
}
