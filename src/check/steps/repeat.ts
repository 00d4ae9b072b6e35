import {get, type Node} from '../../document/node.ts';
import {assignable} from '../../expression/assignable.ts';
import type {Expression} from '../../expression/expression.ts';
import {optional, record, type Type, typeText} from '../../expression/type.ts';
import {groupKeys} from '../../kinds/grammar/group-keys.ts';
import type {RepeatBlock} from '../../model/block.ts';
import {bodyAddress} from '../address.ts';
import {decodeKeys} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {withRoots} from '../names/visible.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {checkNames} from './captures.ts';
import {commonOf} from './common.ts';
import {contextAt} from './context.ts';
import {checkLoopName} from './foreach.ts';
import {partOf} from './sequence.ts';
import {closedIn, outputsOf} from './within.ts';

const {as, start, while: whileKey, next, until, max} = groupKeys.repeat.properties;

/** Checks a loop with a state: while → steps → next → until; after it the last state is known. */
export function checkRepeat(header: Header): Made {
  const {node, at, def, inside} = header;
  const loop = get(node, 'repeat');
  const begin = decodeKeys({as, start, max}, loop, {...readingOf(header), what: 'repeat'});
  const state = typesOf(begin.start ?? {});
  checkLoopName(get(loop, 'as'), at.unit);
  checkNames(get(loop, 'start'), {unit: at.unit});
  const named = begin.as === undefined ? {} : {[begin.as]: record(state)};
  const visible = withRoots(inside, named);
  const context = contextAt(node, readingOf({...header, inside: visible}), at.inherited.context);
  const within = closedIn({...header, context}, visible);
  const {block: body, steps} = partOf(get(node, 'steps') ?? node, within, {def: bodyAddress(def), id: 'body'});
  const reading = readingOf(header, {loop: visible, pass: steps.after});
  const turn = decodeKeys({while: whileKey, next, until}, loop, {...reading, what: 'repeat'});
  checkState(loop, {start: begin.start, next: turn.next, header});
  const {outputs, values: given} = outputsOf(header, steps.after);
  const values = {...state, ...perhaps(given, turn.while)};
  const block: RepeatBlock = {
    ...commonOf(header, {values, readOnly: readOnlyOf(header) ?? false}),
    type: 'repeat',
    ...(begin.as !== undefined && {as: begin.as}),
    start: begin.start ?? {},
    ...(turn.while && {while: turn.while}),
    body,
    next: turn.next ?? {},
    ...(turn.until && {until: turn.until}),
    max: begin.max ?? 1,
    outputs,
  };
  return {block, values, inner: {visible: inside, added: []}};
}

function typesOf(values: Readonly<Record<string, Expression>>): Record<string, Type> {
  return Object.fromEntries(Object.entries(values).map(([name, {type}]) => [name, type]));
}

/** A `while` that is false at once leaves outputs of passes absent. */
function perhaps(given: Readonly<Record<string, Type>>, condition: Expression | undefined): Record<string, Type> {
  if (condition === undefined) return {...given};
  const because = `"while" may be false at once: ${condition.source}`;
  return Object.fromEntries(Object.entries(given).map(([name, type]) => [name, optional(type, because)]));
}

interface State {
  readonly start: Readonly<Record<string, Expression>> | undefined;
  readonly next: Readonly<Record<string, Expression>> | undefined;
  readonly header: Header;
}

function checkState(loop: Node | undefined, {start: first = {}, next: then = {}, header}: State): void {
  const {findings} = header.at.unit.file;
  const written = get(loop, 'next');
  const named = get(loop, 'as');
  if (written?.kind === 'map') {
    for (const {key, value} of written.entries) {
      const [before, after] = [first[key.value]?.type, then[key.value]?.type];
      if (before === undefined) {
        const help = `it begins with ${Object.keys(first).join(', ') || 'nothing'}`;
        findings.add({...errorAt(key.span, 'unknown-state', `"start" gives the state no "${key.value}"`), help});
      } else if (after !== undefined && !assignable(after, before)) {
        const message = `"${key.value}" begins as ${typeText(before)}, but "next" makes it ${typeText(after)}`;
        findings.add(errorAt(value.span, 'expression-type', message));
      }
    }
  }
  const begin = get(loop, 'start');
  if (begin !== undefined && named === undefined) {
    findings.add({
      ...errorAt(begin.span, 'missing-key', 'a state needs a name: say "as"'),
      help: 'for example: as: move',
    });
  }
  if (loop?.kind === 'map' && get(loop, 'while') === undefined && get(loop, 'until') === undefined) {
    findings.add({
      ...errorAt(loop.span, 'missing-key', 'this repeats to the last and then fails: say "while" or "until"'),
      help: '"while" is asked before each pass, "until" after it',
    });
  }
}
