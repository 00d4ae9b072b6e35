import type {ScalarNode} from '../../document/node.ts';
import type {Place, Template} from '../../template/template.ts';
import {errorAt, warningAt} from '../findings.ts';
import type {Reading} from '../unit.ts';

/** How a text is read, as far as secrets are concerned. */
export interface SecretPlace {
  readonly node: ScalarNode;
  readonly template: Template;
  /** Whether the text's value is recorded, as what a block is given is. */
  readonly recorded: boolean;
  readonly reading: Reading;
}

/** Refuses secrets where they would be shown, recorded, or stand in the argument list of a process. */
export function checkSecretPlace({node, template, recorded, reading}: SecretPlace): void {
  const {place, secrets, reads, exposed = []} = template;
  for (const {program, start, end} of exposed) {
    const message = `a secret becomes an argument of "${program}", which everybody on the machine can read meanwhile`;
    reading.unit.file.findings.add({
      ...warningAt(node.spanOf(start, end), 'secret-argument', message),
      help: 'give it on the standard input, as by a here-document, or in a variable by "env"',
    });
  }
  const name = secrets[0] === undefined ? sensitiveIn(reads, reading) : `secrets.${secrets[0]}`;
  if (name === undefined) return;
  const {findings} = reading.unit.file;
  if (LISTED.includes(place)) {
    findings.add({
      ...errorAt(node.span, 'exposed-secret', `"${name}" may not stand in an argument: those are for all to read`),
      help: 'give it on the standard input, in a variable by "env", or in a script',
    });
  } else if (secrets.length > 0 && SHOWN.includes(place)) {
    findings.add(errorAt(node.span, 'exposed-secret', `"${name}" may not stand in a text that people read`));
  } else if (secrets.length === 0 && recorded && template.reference === undefined) {
    const message = `"${name}" is sensitive: it may be handed on as it is, but not as a part of another text`;
    findings.add(errorAt(node.span, 'exposed-secret', message));
  } else if (secrets.length > 0 && recorded) {
    findings.add({
      ...errorAt(node.span, 'exposed-secret', `"${name}" may not stand here: the value is recorded`),
      help: 'a block sees the secrets of its file by itself',
    });
  }
}

const LISTED: readonly Place[] = ['argument', 'path'];

const SHOWN: readonly Place[] = ['text', 'markdown', 'slack'];

/** A capture that is masked like a secret. */
function sensitiveIn(reads: Template['reads'], reading: Reading): string | undefined {
  const found = reads.find(([root, id = '', name = '']) => {
    const known = root === 'steps' ? reading.view('before').known.get(id) : undefined;
    return known?.sensitive?.includes(name) === true;
  });
  return found?.join('.');
}
