import type {EffectKey} from '../../base/ids.ts';
import type {RunEvent, SignedStatement} from '../../events/event.ts';
import {readKeptFiles} from '../../journal/kept-files.ts';
import {readJournal} from '../../journal/read.ts';
import {runFile} from '../../journal/run-folder.ts';
import type {Alteration} from '../../journal/verify-run.ts';
import {verifySignature} from './signature.ts';

/** What was found when the signed approvals of a run were checked once more. */
export interface VerifiedApprovals {
  /** Signatures that are good. */
  readonly signatures: number;
  readonly alterations: readonly Alteration[];
}

interface SignedAnswer {
  readonly key: EffectKey;
  readonly by: string;
  readonly signed: SignedStatement;
  readonly signers: string;
}

/** Checks each signed approval of a run against the allowed signers that the run keeps. */
export async function verifyApprovals(folder: string): Promise<VerifiedApprovals> {
  const alterations: Alteration[] = [];
  const answers = signedAnswers(folder);
  const files = readKeptFiles(folder);
  const textOf = (name: string) => (files.ok ? files.value : []).find((file) => file.name === name)?.text ?? '';
  for (const {key, by, signed, signers} of answers) {
    const good = await verifySignature({...signed, by, signers: textOf(signers)});
    if (good.ok) continue;
    alterations.push({
      where: 'journal.jsonl',
      step: key.slice(0, key.indexOf(' ')),
      message: `the signature: ${good.error}`,
    });
  }
  return {signatures: answers.length - alterations.length, alterations};
}

function signedAnswers(folder: string): readonly SignedAnswer[] {
  const signersOf = new Map<EffectKey, string>();
  const found: SignedAnswer[] = [];
  const hear = (event: RunEvent) => {
    if (event.event === 'intended' && event.effect.do === 'ask') {
      const {key, question} = event.effect;
      if (question?.signers !== undefined) signersOf.set(key, question.signers);
    }
    if (event.event !== 'answered' || event.signed === undefined) return;
    const {key, by, signed} = event;
    found.push({key, by, signed, signers: signersOf.get(key) ?? ''});
  };
  readJournal(runFile(folder, 'journal'), ({events}) => events.forEach(hear));
  return found;
}
