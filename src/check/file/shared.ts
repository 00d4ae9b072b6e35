import type {DefPath} from '../../base/ids.ts';
import type {Result} from '../../base/result.ts';
import type {Node} from '../../document/node.ts';
import type {Block} from '../../model/block.ts';
import type {Callable, Channel, Secret} from '../../model/runbook.ts';
import type {SourceFile} from '../../text/source-file.ts';
import type {Span} from '../../text/span.ts';
import type {Findings} from '../findings.ts';
import type {Signature} from '../unit.ts';
import type {Size} from './size.ts';

/** What all files of one run share while they are checked. */
export interface Shared {
  /** Reads a file by its path, relative to the folder of the runbook that is executed. */
  readonly read: (path: string) => Result<SourceFile, string>;
  /** Whether files outside of that folder may be used. */
  readonly outside: boolean;
  readonly findings: Findings;
  readonly defs: Map<DefPath, Block>;
  readonly sizes: Map<DefPath, Size>;
  readonly blocks: Map<DefPath, Callable>;
  readonly notYet: {readonly what: string; readonly span: Span}[];
  readonly files: SourceFile[];
  readonly channels: Map<string, Channel>;
  /** The address of the file that declares the channel of a name first. */
  readonly channelOwners: Map<string, DefPath>;
  /** The messages that something sends. */
  readonly sent: Set<Node>;
  readonly secrets: Map<string, Secret>;
  /** Files that were used, by their path; undefined while one is being checked or where it has faults. */
  readonly used: Map<string, Signature | undefined>;
  /** How many groups and calls the block or file stands in that is being checked. */
  readonly nesting: {depth: number; reported: boolean};
  /** The files that are being checked, outermost first. */
  readonly open: string[];
}
