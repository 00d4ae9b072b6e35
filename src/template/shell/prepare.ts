import type {Range} from '../../expression/ast.ts';
import type {Fault} from '../../expression/scope.ts';
import {type Follower, follow} from '../fold.ts';
import type {Piece, ValuePiece} from '../piece.ts';
import {clone} from './clone.ts';
import {endCommand} from './command-end.ts';
import type {Computed} from './computed.ts';
import type {Cursor} from './cursor.ts';
import type {Dialect} from './dialect.ts';
import {type Exposed, programShown} from './exposed.ts';
import {placeRefusal} from './judge.ts';
import {merge} from './merge.ts';
import {refusals} from './refusals.ts';
import {scan} from './scan.ts';
import type {Standing} from './script.ts';
import {beginning, emptyWord, type Frame, HOLE, type Place, type State, top, type Word} from './state.ts';
import {extend} from './ways.ts';

/** A script whose values were judged. */
interface Prepared {
  readonly pieces: readonly Piece[];
  readonly faults: readonly Fault[];
  readonly exposed: readonly Exposed[];
  /** Programs in it that run as code what the script puts together. */
  readonly computed: readonly Computed[];
}

/** Tells how each value of a script stands, and refuses those that cannot stand safely there. */
export function prepareShell(pieces: readonly Piece[], dialect: Dialect): Prepared {
  const many = tooMany(pieces);
  if (many !== undefined) return {pieces, exposed: [], computed: [], faults: [many]};
  const late: Fault[] = [];
  const exposed: Exposed[] = [];
  const computed: Computed[] = [];
  const read = (state: State, text: string, final: boolean): State => {
    const copy = clone(state);
    const cursor: Cursor = {
      state: copy,
      dialect,
      text: copy.carry + text,
      at: 0,
      final,
      computes: (each) => void computed.push(each),
      refuse: ({start, end}, refused, help) => {
        if (!late.some((fault) => fault.start === start))
          late.push({code: 'unsafe-place', message: refused, help, start, end});
      },
    };
    scan(cursor);
    if (final && text === '\n') finish(cursor);
    return copy;
  };
  const followed = follow([...pieces, END], beginning(), follower({dialect, read, exposed}));
  read(followed.state, '\n', true);
  const known = new Set(followed.faults.map((fault) => fault.start));
  return {
    exposed,
    computed,
    pieces: followed.pieces.slice(0, -1),
    faults: [...followed.faults, ...late.filter((fault) => !known.has(fault.start))],
  };
}

/** What was read so far is looked at for each value and each way through a block. */
const MOST = 2000;

function tooMany(pieces: readonly Piece[]): Fault | undefined {
  const [first, ...rest] = nestedRanges(pieces);
  if (first === undefined || rest.length < MOST) return undefined;
  const message = `a script may have ${MOST} values and blocks, this has more`;
  return {code: 'too-large', message, help: 'put it into a file beside the runbook, and run that', ...first};
}

function nestedRanges(pieces: readonly Piece[]): readonly Range[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'text') return [];
    if (piece.kind === 'value') return [piece.range];
    const inside = piece.kind === 'branch' ? piece.then : piece.body;
    return [piece.range, ...nestedRanges(inside), ...nestedRanges(piece.otherwise)];
  });
}

/** A script ends with its last line. */
const END: Piece = {kind: 'text', text: '\n'};

type Read = (state: State, text: string, final: boolean) => State;

function finish(cursor: Cursor): void {
  const frame = top(cursor.state);
  if (frame.kind === 'commands' && cursor.state.lost === null) endCommand(cursor, frame, '\n');
}

interface Following {
  readonly dialect: Dialect;
  readonly read: Read;
  readonly exposed: Exposed[];
}

function follower({read, ...around}: Following): Follower<State> {
  return {
    text: (state, text) => read(state, text, false),
    value: (state, piece) => standAt(state, piece, {read, ...around}),
    merge,
    uneven: {
      refused: 'a word, quote or command of the script begins or ends inside the block on one way only',
      help: 'begin and end every word, quote and command either inside or outside of the block',
    },
  };
}

function standAt(state: State, piece: ValuePiece, {dialect, read, exposed}: Following) {
  if (/[\\$]$/.test(state.carry)) return refusals.escaped();
  const settled = read(state, '', true);
  if (settled.lost !== null) return refusals.lost(settled.lost);
  const place: Place = {...piece.range, int: piece.type.kind === 'int'};
  if (!piece.raw) {
    const refused = placeRefusal(settled, place, dialect);
    if (refused !== undefined) return refused;
  } else if (piece.secret)
    return {refused: 'a raw secret would stand in the script itself', help: 'write it with two braces'};
  const program = piece.secret ? programShown(settled) : undefined;
  if (program !== undefined) exposed.push({program, ...piece.range});
  put(settled, place);
  return {state: settled, standing: standing(settled)};
}

function standing(state: State): Standing {
  switch (top(state).kind) {
    case 'single':
      return 'single';
    case 'ansi':
      return 'ansi';
    case 'double':
    case 'heredoc':
      return 'double';
    case 'arithmetic':
    case 'comment':
      return 'bare';
    default:
      return 'word';
  }
}

/** Notes the value in everything that is around it. */
function put(state: State, place: Place): void {
  let nested = false;
  let isInWord = true;
  for (const frame of [...state.frames].reverse()) {
    if (frame.kind === 'comment') return;
    if (frame.kind === 'heredoc') frame.line = null;
    if (frame.kind === 'commands' || frame.kind === 'test' || frame.kind === 'array') {
      note(frame, nested ? {...place, nested} : place, isInWord);
    }
    isInWord &&= frame.kind === 'single' || frame.kind === 'ansi' || frame.kind === 'double';
    nested ||= frame.kind === 'commands';
  }
}

function note(frame: Frame & {word: Word | null}, place: Place, isInWord: boolean): void {
  if (isInWord) {
    frame.word ??= emptyWord();
    extend(frame.word, {text: HOLE, bare: HOLE});
  }
  frame.word?.values.push(place);
  if (frame.kind !== 'commands') return;
  frame.seen.push(place);
  if (frame.word === null && frame.open) frame.piped.push(place);
}
