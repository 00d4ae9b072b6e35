import type {GroupFrame} from '../events/frame.ts';
import type {SequenceBlock} from '../model/block.ts';
import type {At} from './at.ts';

/** The whole run, as `next` sees it. */
export type RunAt = At<SequenceBlock, GroupFrame>;
