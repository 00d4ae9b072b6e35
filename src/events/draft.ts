import type {StepPath} from '../base/ids.ts';
import type {
  ArmFrame,
  ChildEnd,
  Frame,
  FrameBase,
  GroupFrame,
  LeafFrame,
  LoopFrame,
  RepeatFrame,
  UndoFrame,
} from './frame.ts';
import type {DoneStep, RunState, ScopeRecord} from './state.ts';

type Open<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, Open<V>>
    : T extends ReadonlySet<infer K>
      ? Set<K>
      : T extends readonly (infer I)[]
        ? I[]
        : T;

/** What only its fold may change. */
export type Writable<T> = {-readonly [K in keyof T]: T[K]};

type Own<F> = Partial<Writable<Omit<F, keyof FrameBase | 'type'>>>;

/** A frame of any type as its fold sees it: what only some types have may be absent. */
export type DraftFrame = Writable<FrameBase> & {type: Frame['type']} & Own<LeafFrame> &
  Own<GroupFrame> &
  Own<Omit<LoopFrame, 'done'>> & {done?: Map<number, ChildEnd>} & Own<RepeatFrame> &
  Own<ArmFrame> &
  Own<UndoFrame>;

/** The state as its fold sees it. */
export type Draft = {
  -readonly [K in keyof RunState]: K extends 'frames'
    ? Map<StepPath, DraftFrame>
    : K extends 'scopes'
      ? Map<StepPath, DraftScope>
      : RunState[K] extends readonly unknown[]
        ? RunState[K]
        : Open<RunState[K]>;
};

/** A scope as its fold sees it. */
export type DraftScope = Writable<Omit<ScopeRecord, 'steps' | 'done'>> & {
  steps: Open<ScopeRecord['steps']>;
  done?: Map<StepPath, DoneStep>;
};

/** The state of which the caller is the one owner, to be changed in place. */
export const draftOf = (state: RunState): Draft => state as unknown as Draft;
