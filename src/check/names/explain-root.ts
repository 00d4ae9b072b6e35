import {didYouMean} from '../../base/did-you-mean.ts';
import type {Reading} from '../unit.ts';
import {type Explained, suggestion, type Use} from './explained.ts';
import {seesSteps} from './visible.ts';

/** Roots that exist in certain places only, and those places. */
const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['exit', 'stdout', 'stderr', 'output', 'status', 'headers', 'body', 'json', 'took_ms'].map((name) => [
      name,
      'is the result of a step, known in its "capture", "that" and "retry.while" where its kind gives it',
    ]),
  ),
  failure: 'is known in a rescue only',
  item: 'is known in "show" and "prefer" only',
  value: 'is known in the "breach" of a monitor only',
  baseline: 'is known in the "breach" of a monitor that has a "baseline" only',
};

/** Says why the first part of a name is not there. */
export function explainRoot({fault, kind}: Use, reading: Reading): Explained {
  const [name = ''] = fault.reference;
  const undefinedName = (message: string, help?: string): Explained => ({
    rule: 'undefined-name',
    message,
    ...(help !== undefined && {help}),
  });
  if (name === 'secrets' && kind === 'expression') {
    return undefinedName('a secret may stand in a text only, never in a decision');
  }
  if (name === 'steps') return undefinedName('no step can be seen from here', reading.sees);
  const place = PLACES[name];
  if (place !== undefined) return undefinedName(`"${name}" ${place}`);
  for (const root of ['inputs', 'vars']) {
    const declared = reading.unit.declaredAt([root, name]);
    if (declared === undefined) continue;
    const [full, label] = [`${root}.${name}`, root === 'inputs' ? 'an input' : 'a variable'];
    return {
      rule: 'undefined-name',
      message: `there is no "${name}" here; ${label} is read as "${full}"`,
      label: `write "${full}"`,
      replacement: full,
      related: [{span: declared, label: 'declared here'}],
    };
  }
  return fromAvailable(name, rootsAt(reading, fault.available ?? []));
}

function fromAvailable(name: string, roots: readonly string[]): Explained {
  const meant = didYouMean(name, roots);
  return {
    rule: 'undefined-name',
    message: `there is no "${name}" here`,
    ...(meant !== undefined ? suggestion(meant, undefined) : {help: `what can be read here: ${roots.join(', ')}`}),
  };
}

function rootsAt(reading: Reading, available: readonly string[]): readonly string[] {
  const steps = seesSteps(reading.view('before')) && !available.includes('steps') ? ['steps'] : [];
  return [...available, ...steps];
}
