import {didYouMean} from '../../base/did-you-mean.ts';
import type {Reading} from '../unit.ts';
import {explainRoot} from './explain-root.ts';
import {explainStep} from './explain-step.ts';
import {type Explained, suggestion, type Use} from './explained.ts';
import {FACTS} from './known.ts';

/** Says why a name is not there: misspelt, later, beside, closed in, or never to be seen from such a place. */
export function explainName(use: Use, reading: Reading): Explained {
  const {reference} = use.fault;
  const [root = ''] = reference;
  if (reference.length === 1) return explainRoot(use, reading);
  if (root === 'steps' && reference.length === 2) return explainStep(use, reading);
  const [, id = '', name = ''] = reference;
  if (root === 'steps' && reading.view('before').known.get(id)?.sensitive?.includes(name)) {
    return {
      rule: 'undefined-name',
      message: `"${name}" is sensitive: it may stand in a text only, never in a decision`,
    };
  }
  const {available = []} = use.fault;
  const meant = didYouMean(reference.at(-1) ?? '', available);
  const declared = meant === undefined ? undefined : reading.unit.declaredAt([...reference.slice(0, -1), meant]);
  return {
    rule: 'undefined-name',
    message: messageOf(use.fault),
    ...(meant !== undefined ? suggestion(meant, declared) : helpOf(use)),
  };
}

function helpOf({fault}: Use): Pick<Explained, 'help'> {
  if (fault.reference[0] !== 'steps' || fault.reference.length !== 3)
    return fault.help === undefined ? {} : {help: fault.help};
  const own = (fault.available ?? []).filter((name) => !FACTS.includes(name));
  return {help: own.length === 0 ? 'it captures nothing' : `it has ${own.join(', ')}`};
}

function messageOf({reference, message}: Use['fault']): string {
  const [root, id, name] = reference;
  if (root === 'steps' && reference.length === 3) return `step "${id}" has no value "${name}"`;
  if (root === 'monitors' && reference.length === 3) return `monitor "${id}" has no "${name}"`;
  return message;
}
