import {didYouMean} from '../../base/did-you-mean.ts';
import type {Reading} from '../unit.ts';
import {type Explained, suggestion, type Use} from './explained.ts';
import {seesSteps} from './visible.ts';

/** Roots that exist in certain places only, and those places. */
const PLACES: Readonly<Record<string, string>> = {
  failure: 'is known in a rescue only',
  item: 'is known in "show" and "prefer" only',
  value: 'is known in the "breach" of a monitor only',
  baseline: 'is known in the "breach" of a monitor that has a "baseline" only',
};

/** The names that the result of some step has. */
const RESULTS = ['exit', 'stdout', 'stderr', 'output', 'status', 'headers', 'body', 'json', 'took_ms'];

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
  const place = placeOf(name, fault.available ?? []);
  if (place !== undefined) return undefinedName(place.message, place.help);
  const captured = capturedBy(name, reading);
  if (captured !== undefined) {
    const full = `steps.${captured}.${name}`;
    return {
      ...undefinedName(`there is no "${name}" here; a value of a step is read as "${full}"`),
      label: `write "${full}"`,
      replacement: full,
    };
  }
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

/** Of a name that is known in certain places, which these are. */
function placeOf(
  name: string,
  available: readonly string[],
): {readonly message: string; readonly help?: string} | undefined {
  const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
  if (place !== undefined) return {message: `"${name}" ${place}`};
  if (!RESULTS.includes(name)) return undefined;
  const own = RESULTS.filter((each) => available.includes(each));
  if (own.length > 0) return {message: `there is no "${name}" in this result`, help: helpWith(name, own)};
  return {message: `"${name}" is the result of a step, known in its "capture", "that" and "retry.while"`};
}

function helpWith(name: string, own: readonly string[]): string {
  const known = `it has ${own.join(', ')}`;
  return name === 'json' && own.includes('stdout') ? `${known}; JSON is read with stdout.json()` : known;
}

/** The nearest step before, or itself, that has a value of this name. */
function capturedBy(name: string, reading: Reading): string | undefined {
  const {known} = reading.view('result');
  return known.keys().findLast((id) => Object.hasOwn(known.get(id)?.values ?? {}, name));
}

function fromAvailable(name: string, roots: readonly string[]): Explained {
  const meant = didYouMean(name, roots);
  return {
    rule: 'undefined-name',
    message: `there is no "${name}" here`,
    ...(meant !== undefined ? suggestion(meant, undefined) : available(roots)),
  };
}

function available(roots: readonly string[]): {readonly help?: string} {
  return roots.length === 0 ? {} : {help: `what can be read here: ${roots.join(', ')}`};
}

function rootsAt(reading: Reading, available: readonly string[]): readonly string[] {
  const steps = seesSteps(reading.view('before')) && !available.includes('steps') ? ['steps'] : [];
  return [...available, ...steps];
}
