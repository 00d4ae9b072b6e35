import type {EffectKey, StepPath} from '../base/ids.ts';
import type {Act} from './effect.ts';
import type {RunEvent} from './event.ts';
import type {MonitorView, OpenAsk, RunView, StepView} from './view.ts';

/** What is readonly for everybody else, with the lists in it. */
export type WritableView<T> = {-readonly [K in keyof T]: T[K] extends readonly (infer I)[] ? I[] : T[K]};

/** A view while a turn is folded into it. */
export type ViewDraft = WritableView<Omit<RunView, 'steps' | 'asks' | 'acts' | 'monitors'>> & {
  steps: Map<StepPath, WritableView<StepView>>;
  asks: Map<EffectKey, OpenAsk>;
  acts: Map<EffectKey, Act>;
  monitors: Map<string, WritableView<MonitorView>>;
};

/** The event of that name. */
export type Named<Name extends RunEvent['event']> = Extract<RunEvent, {readonly event: Name}>;

/** Changes the step at `path`, if it was entered. */
export function mark(
  draft: ViewDraft,
  path: StepPath | undefined,
  change: (step: WritableView<StepView>) => void,
): void {
  const step = path === undefined ? undefined : draft.steps.get(path);
  if (step !== undefined) change(step);
}
