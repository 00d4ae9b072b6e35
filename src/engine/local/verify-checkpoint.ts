import {isDeepStrictEqual} from 'node:util';
import type {Alteration} from '../../journal/compare-outputs.ts';
import {readJournal} from '../../journal/read.ts';
import {RUN_FILES, runFile} from '../../journal/run-folder.ts';
import {checkpointOf} from './checkpoints.ts';
import {runFold} from './run-fold.ts';

/** Whether the checkpoint that a run would go on from is what the records before it come to; it may have none. */
export function verifyCheckpoint(folder: string): readonly Alteration[] {
  const kept = checkpointOf(folder);
  if (kept === undefined) return [];
  const fold = runFold();
  readJournal(runFile(folder, 'journal'), (turn) => {
    if (turn.seq <= kept.end.seq) fold.take(turn);
  });
  if (isDeepStrictEqual(fold.end(), kept.folded)) return [];
  return [{where: RUN_FILES.checkpoint, message: 'it is not what the records before it come to'}];
}
