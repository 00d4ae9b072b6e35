import type {DefPath} from '../../base/ids.ts';
import type {Shared} from './shared.ts';

/** Where a file stands in the run: its path from the folder of the runbook that is executed, and its address. */
export interface FilePlace {
  readonly shared: Shared;
  readonly path: string;
  readonly address: DefPath;
}
