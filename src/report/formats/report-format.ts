import type {EffectKey} from '../../base/ids.ts';
import type {AttemptOutput} from '../../journal/excerpt.ts';
import type {RunRecord} from '../record/record.ts';

/** How a whole run is written down afterwards: a function of its record. */
export interface ReportFormat {
  /** How the name of its file ends, as in `html`. */
  readonly extension: string;
  readonly render: (source: ReportSource) => string;
}

/** What a report is made from. */
export interface ReportSource {
  readonly record: RunRecord;
  /** What an attempt printed, at most `most` bytes of each of its outputs. */
  readonly output: (key: EffectKey, most: number) => AttemptOutput;
  /** The hash that stands for the whole journal. */
  readonly head?: string;
  /** Where the journal cannot be believed any more, and why. */
  readonly damage?: string;
  /** The version of this program. */
  readonly version: string;
}

/** A report as it is listed: its code, and what that needs, is loaded only when it is written. */
export interface ListedReport {
  readonly summary: string;
  /** Whether it is read by opening its file, so that it goes into one where nobody says where to. */
  readonly document: boolean;
  readonly load: () => Promise<ReportFormat>;
}
