import type {Program, Statement} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import {strip} from '../expression/assignable.ts';
import type {Node} from '../expression/ast.ts';
import {type Context, type Local, proving, requirePresent} from '../expression/check/context.ts';
import {isFailure, type Outcome} from '../expression/outcome.ts';
import type {Frame} from '../expression/run.ts';
import {BOOL, DYN, INT, STRING, type Type, typeText} from '../expression/type.ts';
import {type At, rangeOf, report} from './at.ts';
import {dataAt, thisAt} from './names.ts';
import {operand} from './operand.ts';
import type {LoopItem, Piece} from './piece.ts';
import {checkNode} from './value.ts';

type Block = Statement & {readonly type: 'BlockStatement' | 'DecoratorBlock'};

const MAX_DEPTH = 8;

/** Checks `{{#if}}`, `{{#unless}}`, `{{#each}}` and `{{#with}}`; there are no others. */
export function blockPieces(block: Block, at: At): readonly Piece[] {
  const name = block.path.original;
  const make = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
  if (make === undefined) {
    const help = `a block is one of {{#${Object.keys(BLOCKS).join('}}, {{#')}}}; text from a condition: {{#if ${name}}}`;
    report(block.path, at, {code: 'helper', message: `there is no block "${name}"`, help});
    return [];
  }
  const [subject, ...more] = block.params;
  if (subject === undefined || more.length > 0 || block.hash !== undefined) {
    report(block.path, at, {code: 'helper', message: `{{#${name}}} takes exactly one value`});
    return [];
  }
  if (at.depth >= MAX_DEPTH) {
    report(block, at, {code: 'too-large', message: `blocks are nested more than ${MAX_DEPTH} deep`});
    return [];
  }
  return make(block, operand(subject, at), at);
}

type Make = (block: Block, subject: Node, at: At) => readonly Piece[];

const BLOCKS: Readonly<Record<string, Make>> = {
  if: condition,
  unless: condition,
  each: loop,
  with: loop,
};

function condition(block: Block, subject: Node, at: At): readonly Piece[] {
  const {part} = checkNode(subject, at);
  const known = part.reference === undefined ? [] : [part.reference];
  const holds: At = {...at, context: proving(at.context, [...part.whenTrue, ...known])};
  const negated = block.path.original === 'unless';
  const [then, otherwise] = negated ? [block.inverse, block.program] : [block.program, block.inverse];
  return [
    {
      kind: 'branch',
      range: rangeOf(block, at),
      test: (frame) => truth(part.run(frame)),
      then: at.check(then, holds),
      otherwise: at.check(otherwise, at),
    },
  ];
}

/** What Handlebars takes for true: everything but nothing, false, 0, "" and an empty list. */
function truth(value: Outcome): Outcome {
  if (isFailure(value)) return value;
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function loop(block: Block, subject: Node, at: At): readonly Piece[] {
  const {part: raw, secret} = checkNode(subject, at);
  const once = block.path.original === 'with';
  const part = once ? {...raw, type: strip(raw.type)} : requirePresent(raw, at.context);
  if (secret)
    report(block, at, {
      code: 'type',
      message: 'a secret is put in by its name, as in {{secrets.token}}, not through a block',
    });
  const item = once ? part.type : itemType(part.type);
  if (item === undefined) {
    report(block, at, {
      code: 'type',
      message: `{{#each}} goes through a list or map, but this is ${typeText(part.type)}`,
    });
    return [];
  }
  const names = loopNames(block.program, item, at);
  const inner: At = {...at, depth: at.depth + 1, context: names.context};
  return [
    {
      kind: 'loop',
      range: rangeOf(block, at),
      items: (frame) => part.run(frame),
      enter: names.enter,
      body: at.check(block.program, inner),
      otherwise: at.check(block.inverse, at),
      once,
    },
  ];
}

function itemType(type: Type): Type | undefined {
  if (type.kind === 'list' || type.kind === 'map') return type.of;
  return type.kind === 'dyn' || type.kind === 'record' ? DYN : undefined;
}

/** The names inside a loop: `this`, `@index` and its like, and those the block gives (`as |item index|`). */
function loopNames(program: Program | undefined, item: Type, at: At) {
  const given = program?.blockParams ?? [];
  const names: readonly (readonly [string | undefined, Type, (item: LoopItem) => Outcome])[] = [
    [thisAt(at.depth + 1), item, ({value}) => value],
    [dataAt('index'), INT, ({index}) => index],
    [dataAt('key'), STRING, ({key}) => key],
    [dataAt('first'), BOOL, ({index}) => index === 0],
    [dataAt('last'), BOOL, ({last}) => last],
    [given[0], item, ({value}) => value],
    [given[1], DYN, ({key}) => key],
  ];
  let slot = Math.max(-1, ...[...at.context.locals.values()].map((local) => local.slot));
  const locals = new Map<string, Local>(at.context.locals);
  const enters: ((frame: Frame, item: LoopItem) => void)[] = [];
  for (const [name, type, value] of names) {
    if (name === undefined) continue;
    slot += 1;
    locals.set(name, {type, slot});
    const here = slot;
    enters.push((frame, of) => {
      const given = value(of);
      if (!isFailure(given)) frame.locals[here] = given ?? null;
    });
  }
  const context: Context = {...at.context, locals};
  return {
    context,
    enter: (frame: Frame, of: LoopItem): void => {
      for (const enter of enters) enter(frame, of);
    },
  };
}
