import type {Value} from '../base/value.ts';
import {isMap} from '../expression/fits.ts';
import {type Failure, failure, isFailure, quote} from '../expression/outcome.ts';
import {type Frame, spend} from '../expression/run.ts';
import type {LoopItem, LoopPiece, Piece, ValuePiece} from './piece.ts';

/** Where the parts of a rendered text go. */
export interface Output {
  readonly text: (text: string) => Failure | undefined;
  readonly value: (piece: ValuePiece, value: Value) => Failure | undefined;
}

/** Renders pieces into `output`; the first part that fails ends it. */
export function render(pieces: readonly Piece[], frame: Frame, output: Output): Failure | undefined {
  for (const piece of pieces) {
    const failed = renderPiece(piece, frame, output);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function renderPiece(piece: Piece, frame: Frame, output: Output): Failure | undefined {
  switch (piece.kind) {
    case 'text':
      return output.text(piece.text);
    case 'value': {
      const value = piece.run(frame);
      if (isFailure(value)) return value;
      if (value === undefined || value === null) return failure(`there is no value for ${nameOf(piece)}`);
      return output.value(piece, value);
    }
    case 'branch': {
      const holds = piece.test(frame);
      if (isFailure(holds)) return holds;
      return render(holds === true ? piece.then : piece.otherwise, frame, output);
    }
    case 'loop':
      return renderLoop(piece, frame, output);
  }
}

function nameOf(piece: ValuePiece): string {
  return piece.reference === undefined ? 'a part of this text' : `"${piece.reference.join('.')}"`;
}

function renderLoop(piece: LoopPiece, frame: Frame, output: Output): Failure | undefined {
  const items = loopItems(piece, frame);
  if (!Array.isArray(items)) return items as Failure;
  if (items.length === 0) return render(piece.otherwise, frame, output);
  for (const item of items) {
    const failed = spend(frame, 10);
    if (failed !== undefined) return failed;
    piece.enter(frame, item);
    const inner = render(piece.body, frame, output);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** What a loop goes through: the items of its list or map, or the value itself; a failure where there is none to be had. */
export function loopItems(piece: LoopPiece, frame: Frame): readonly LoopItem[] | Failure {
  const value = piece.items(frame);
  if (isFailure(value)) return value;
  return piece.once ? onlyItem(value) : itemsOf(value);
}

function onlyItem(value: Value | undefined): readonly LoopItem[] {
  if (value === undefined || value === null || value === false || value === '') return [];
  return [{value, key: '', index: 0, last: true}];
}

function itemsOf(value: Value | undefined): readonly LoopItem[] | Failure {
  const pairs: readonly (readonly [string | number, Value])[] | undefined = Array.isArray(value)
    ? (value as readonly Value[]).map((item, index) => [index, item] as const)
    : isMap(value)
      ? Object.entries(value)
      : undefined;
  if (pairs === undefined) return failure(`{{#each}} goes through a list or map, but this is ${quote(value)}`);
  return pairs.map(([key, item], index) => ({value: item, key, index, last: index === pairs.length - 1}));
}
