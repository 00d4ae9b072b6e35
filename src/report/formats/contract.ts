import type {EffectKey} from '../../base/ids.ts';
import type {Turn} from '../../events/event.ts';
import type {RunView} from '../../events/view.ts';
import type {AttemptOutput} from '../../journal/excerpt.ts';
import type {About} from '../about.ts';

/** How a run is written while it happens, or afterwards from its record: a function of its events. */
export interface RunFormat {
  readonly summary: string;
  /** Whether, of what was done before the run went on, its end is enough: views then know of nothing that had ended before it. */
  readonly endIsEnough?: true;
  readonly begin: (style: Style) => RunWriter;
}

/** What is known about whoever reads. */
export interface Style {
  readonly color: boolean;
  readonly unicode: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** A file's name as a service knows it; as it is, where that is not told. */
  readonly path?: (name: string) => string;
  /** What an attempt printed, as much of it as is to be shown; absent where that is not to be had. */
  readonly output?: (key: EffectKey) => AttemptOutput;
  /** Absent where the runbook's text is not to be had. */
  readonly about?: About;
}

/** Gives the text to print for one turn; `view` has the turn folded in already. */
export interface RunWriter {
  readonly turn: (turn: Turn, view: RunView) => string;
}
