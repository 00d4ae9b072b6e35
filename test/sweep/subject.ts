import type {RunEvent} from '../../src/events/event.ts';

/** What a swept run did, to be compared with what the run did that was never killed. */
export interface Seen {
  /** How the run ended, and how each step did. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** How often each effect was performed, counted by the world. */
  readonly effects: Readonly<Record<string, number>>;
  /** What the world is like afterwards. */
  readonly state: unknown;
  /** The rules of the world that were broken, whatever the run that was never killed did. */
  readonly broken: readonly string[];
}

/** What is asked of a run that has ended; it ends anew. */
export interface Afterwards {
  /** The arguments that ask it of the run with this name. */
  readonly words: (run: string) => readonly string[];
  /** Whether the journal tells that it was asked: the run goes on with it from there. */
  readonly isTold: (event: RunEvent) => boolean;
}

/** A world in which a run can be swept once. */
export interface Stage {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the program keeps runs. */
  readonly runs: string;
  /** The arguments that begin the run. */
  readonly begin: readonly string[];
  /** What is asked of the run once it has ended, one after the other. */
  readonly afterwards?: readonly Afterwards[];
  /** What the world counted. */
  readonly look: () => Pick<Seen, 'effects' | 'state' | 'broken'>;
  readonly end: () => Promise<void>;
}

/** A runbook to be swept. */
export interface Subject {
  readonly name: string;
  /** Effects that may be repeated: only looking, or said to be repeatable. */
  readonly mayRepeat: (effect: string) => boolean;
  /** Makes a world in an empty folder. */
  readonly stage: (folder: string) => Promise<Stage>;
}

/** How often each line stands in a text. */
export function countLines(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of text.split('\n').filter(Boolean)) counts[line] = (counts[line] ?? 0) + 1;
  return counts;
}
