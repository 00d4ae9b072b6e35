import type {About} from '../report/about.ts';
import type {Look} from './look.ts';
import type {Facts, Ui} from './ui.ts';

/** All that one picture of the screen is made from. */
export interface Scene extends Facts {
  readonly about: About;
  readonly ui: Ui;
  readonly look: Look;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly width: number;
}
