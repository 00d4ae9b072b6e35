import type {Path, Statement} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type {Node} from '../expression/ast.ts';
import {type Checked, requirePresent} from '../expression/check/context.ts';
import type {Reference} from '../expression/scope.ts';
import {type At, rangeOf, report} from './at.ts';
import {call, operand} from './operand.ts';
import type {Piece} from './piece.ts';

type Mustache = Statement & {readonly type: 'MustacheStatement' | 'Decorator'};

/** Checks a value that is put in; a list or map can be only through a helper. */
export function valuePieces(mustache: Mustache, at: At): readonly Piece[] {
  const node = nodeOf(mustache, at);
  if (node === undefined) return [];
  const {part, secret} = checkNode(node, at);
  const present = requirePresent(part, at.context);
  const range = rangeOf(mustache, at);
  return [
    {
      kind: 'value',
      range,
      type: present.type,
      run: present.run,
      raw: !mustache.escaped,
      computed: node.kind === 'call' || node.kind === 'literal',
      json: node.kind === 'call' && node.name === 'json',
      secret,
      ...(part.reference === undefined ? {} : {reference: part.reference}),
    },
  ];
}

/** A part with what it reads: whether a secret is among it. */
export function checkNode(node: Node, at: At): {readonly part: Checked; readonly secret: boolean} {
  const {context} = at;
  const reads = new Map<string, Reference>();
  const part = context.check(node, {...context, found: {...context.found, reads}});
  for (const [name, reference] of reads) context.found.reads.set(name, reference);
  return {part, secret: [...reads.values()].some((reference) => reference[0] === 'secrets')};
}

function nodeOf(mustache: Mustache, at: At): Node | undefined {
  const {path} = mustache;
  if (path.type !== 'PathExpression') return operand(path, at);
  if (isOutsideThis(path, at)) {
    report(path, at, {
      code: 'undefined-name',
      message: `there is no "${path.original}" outside of {{#each}} and {{#with}}`,
    });
    return undefined;
  }
  return mustache.params.length > 0 || mustache.hash !== undefined ? call(path, mustache, at) : operand(path, at);
}

function isOutsideThis(path: Path, at: At): boolean {
  return path.depth > at.depth || (at.depth === 0 && (path.parts.length === 0 || /^(this\b|\.\/)/.test(path.original)));
}
