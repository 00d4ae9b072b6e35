import type {Frame, State, Word} from './state.ts';

/** A copy of a state that can be read on from; finished words are shared, for they no longer change. */
export function clone(state: State): State {
  return {
    frames: state.frames.map(cloneFrame),
    carry: state.carry,
    integers: [...state.integers],
    tainted: {...state.tainted},
    lost: state.lost,
  };
}

function cloneFrame(frame: Frame): Frame {
  switch (frame.kind) {
    case 'commands':
      return {
        ...frame,
        word: cloneWord(frame.word),
        variants: frame.variants.map((words) => [...words]),
        heredocs: frame.heredocs.map((heredoc) => ({...heredoc})),
        input: [...frame.input],
        piped: [...frame.piped],
        seen: [...frame.seen],
      };
    case 'test':
      return {...frame, word: cloneWord(frame.word), words: [...frame.words]};
    case 'array':
      return {...frame, word: cloneWord(frame.word)};
    default:
      return {...frame};
  }
}

function cloneWord(word: Word | null): Word | null {
  return word === null ? null : {...word, values: [...word.values], ways: word.ways.map((way) => ({...way}))};
}
