import type {DefPath, StepPath} from '../../base/ids.ts';
import {statementOf} from '../../control/statement.ts';
import type {Ask} from '../../events/effect.ts';
import type {RunEvent, SignedStatement, Turn} from '../../events/event.ts';
import {evolve, isKnown} from '../../events/evolve.ts';
import {affirms} from '../../events/evolve-effects.ts';
import {initialState} from '../../events/state.ts';
import type {Alteration} from '../../journal/compare-outputs.ts';
import type {KeptFile} from '../../journal/kept-files.ts';
import {RUN_FILES} from '../../journal/run-folder.ts';
import type {Runbook} from '../../model/runbook.ts';
import {ownersOf} from './allowed-signers.ts';
import {approvalsAt, type Gate, whyBarred} from './questions/barred.ts';
import {type Demands, demandsOf} from './questions/demands.ts';
import {verifySignature} from './signature.ts';

/** What was found when the approvals of a run were judged once more. */
export interface VerifiedApprovals {
  /** Signatures that are good. */
  readonly signatures: number;
  readonly alterations: readonly Alteration[];
}

/** A text by which a run went, for a while. */
export interface RunText {
  /** What stands for it in the journal. */
  readonly hash: string;
  readonly files: readonly KeptFile[];
  /** Absent where it cannot be understood any more. */
  readonly runbook?: Runbook;
}

/** A step of which people were asked, as it was at a moment: by which text, what it asked, who had approved. */
interface Moment {
  readonly path: StepPath;
  readonly def: DefPath | undefined;
  readonly text: string;
  readonly gate: Gate;
}

/** A yes to what a step asked. */
interface Given extends Moment {
  readonly at: number;
  readonly by: string;
  readonly question: Ask['question'];
  /** What there was to be signed. */
  readonly statement: string;
  readonly signed: SignedStatement | undefined;
}

/**
 * The approvals in a record, which it is told turn by turn. They are judged as they were when they were given: by what
 * the step demanded then, by the allowed signers of then, at that time; a record that was written anew may hold others.
 */
export class RecordedApprovals {
  readonly #state = initialState();
  readonly #given: Given[] = [];
  readonly #passed: Moment[] = [];

  readonly take = ({at, events}: Turn): void => {
    for (const event of events.filter(isKnown)) {
      this.#hear(event, at);
      evolve(this.#state, at, event);
    }
  };

  /** Judges them; the texts are read only where there is something to be judged. */
  async verify(textsOf: () => Promise<readonly RunText[]>): Promise<VerifiedApprovals> {
    if (this.#given.length === 0 && this.#passed.length === 0) return {signatures: 0, alterations: []};
    const texts = new Map((await textsOf()).map((text) => [text.hash, text]));
    const alterations: Alteration[] = [];
    const report = ({path}: Moment, message: string | undefined) => {
      if (message !== undefined) alterations.push({where: RUN_FILES.journal, step: path, message});
    };
    let signatures = 0;
    for (const given of this.#given) {
      const text = texts.get(given.text);
      const demands = demandsOf(blockIn(text, given), given.question);
      if (demands === undefined) continue;
      const why = await whyNot(given, demands, text);
      report(given, why);
      if (given.signed !== undefined && why === undefined) signatures += 1;
    }
    for (const passed of this.#passed) report(passed, whyUnpassed(passed, texts.get(passed.text)));
    return {signatures, alterations};
  }

  #hear(event: RunEvent, at: number): void {
    if (event.event === 'left' && event.outcome === 'succeeded') {
      if (this.#state.frames.get(event.path)?.type === 'ask') this.#passed.push(this.#momentAt(event.path));
    }
    if (event.event !== 'answered' || !affirms(event.value)) return;
    const ask = this.#state.inFlight.get(event.key);
    if (ask?.do !== 'ask' || ask.what !== 'step') return;
    const {by, signed} = event;
    const statement = statementOf(this.#state, ask, by);
    this.#given.push({...this.#momentAt(ask.path), at, by, question: ask.question, statement, signed});
  }

  #momentAt(path: StepPath): Moment {
    const {frames, hash: text, operators} = this.#state;
    const gate = {operators: new Map(operators), approvals: approvalsAt(this.#state, path)};
    return {path, def: frames.get(path)?.def, text, gate};
  }
}

/** Why an approval does not count, if it does not. */
async function whyNot(given: Given, demands: Demands, text: RunText | undefined): Promise<string | undefined> {
  const {by, signed, gate} = given;
  if (demands.signers === undefined) return uncounted(by, whyBarred(gate, {by, demands}));
  if (signed === undefined) return `the approval of ${by} is not signed, and the step demands it`;
  const signers = text?.files.find(({name}) => name === demands.signers)?.text;
  if (signers === undefined) return `the run keeps no copy of the allowed signers "${demands.signers}" of then`;
  if (signed.statement !== given.statement) return `what ${by} signed is not what the record says`;
  const key = await verifySignature({...signed, by, signers, at: given.at});
  if (!key.ok) return `the signature: ${key.error}`;
  if (signed.key !== key.value) return `the signature is of the key ${key.value}, and not of the one that is recorded`;
  const signedWith = {fingerprint: key.value, ownersOf: (each: string) => ownersOf(signers, each)};
  return uncounted(by, whyBarred(gate, {by, demands, signedWith}));
}

function uncounted(by: string, barred: string | undefined): string | undefined {
  return barred === undefined ? undefined : `the approval of ${by} does not count: ${barred}`;
}

/** Why a gate cannot have been passed, if it cannot. */
function whyUnpassed(passed: Moment, text: RunText | undefined): string | undefined {
  const {approvals} = passed.gate;
  const {count} = demandsOf(blockIn(text, passed), undefined) ?? {count: 0};
  return approvals.length < count ? `it was passed with ${approvals.length} of ${count} approvals` : undefined;
}

function blockIn(text: RunText | undefined, {def}: Moment) {
  return def === undefined ? undefined : text?.runbook?.defs.get(def);
}
