import {didYouMean} from '../../base/did-you-mean.ts';
import type {ScalarNode} from '../../document/node.ts';
import {quoted} from '../../document/quoting.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {errorAt} from '../findings.ts';
import type {Form} from '../schema/form.ts';
import type {Piece} from '../schema/fragment.ts';
import {ID} from '../schema/patterns.ts';
import {suggestDuration} from './durations.ts';
import {expectedText, foundText} from './expected.ts';
import {flowText} from './flow-text.ts';
import {commandAsShell, isCommandAsShell} from './kinds.ts';
import {insteadOfWord, snakeCase} from './newcomers.ts';
import {handleOf, type Place, subjectOf} from './places.ts';

/** What to say of a value of the wrong JSON type. */
export function wrongType(place: Place): Diagnostic {
  const {node, form} = place;
  const subject = subjectOf(place);
  if (node.kind === 'scalar' && node.value === null) {
    return errorAt(handleOf(place), 'wrong-type', `${subject} has no value; it must be ${expectedText(form)}`);
  }
  if (node.kind === 'scalar') return wrongScalar(place, node);
  const help = node.kind === 'map' && form.nested === 'steps' ? {help: 'begin each step with "- "'} : example(place);
  return errorAt(
    handleOf(place),
    'wrong-type',
    `${subject} must be ${expectedText(form)}, but this is ${foundText(node)}`,
    help,
  );
}

function wrongScalar(place: Place, node: ScalarNode): Diagnostic {
  const {form} = place;
  if (isCommandAsShell(place)) return commandAsShell(place);
  const types = form.types ?? [];
  if (form.nested === 'step') {
    return errorAt(node.span, 'wrong-type', 'a step is a map with a kind, but this is a text', {
      label: `write "run: ${node.text}"`,
      ...(node.style === 'plain' && {replacement: `run: ${node.text}`}),
    });
  }
  if (form.scalar?.['x-duration'] !== undefined) return notDuration(node);
  if (form.scalar?.enum !== undefined) return unknownValue(place, node, form.scalar.enum);
  if (isIntOrWord(form)) return notIntOrWord(place, node);
  if (types.includes('string') && typeof node.value !== 'string') {
    return errorAt(
      node.span,
      'wrong-type',
      `${subjectOf(place)} must be a text, but YAML reads this as ${foundText(node)}; quote it`,
      {
        replacement: quoted(node.text),
      },
    );
  }
  const literal = literalOf(node, types);
  if (literal !== undefined) {
    return errorAt(node.span, 'wrong-type', `${subjectOf(place)} must be ${expectedText(form)}, but this is a text`, {
      label: `write ${literal}`,
      replacement: literal,
    });
  }
  const help =
    types.includes('array') && !types.includes('object')
      ? {help: `write it as an item: "- ${node.text.split('\n', 1)[0]}"`}
      : example(place);
  return errorAt(
    node.span,
    'wrong-type',
    `${subjectOf(place)} must be ${expectedText(form)}, but this is ${foundText(node)}`,
    help,
  );
}

/** An example, where a map is all that may stand there. */
function example({key, form}: Place): {readonly help?: string} {
  const given = form.about.examples?.[0];
  const isMap = form.types?.length === 1 && form.types[0] === 'object';
  return key === undefined || given === undefined || !isMap
    ? {}
    : {help: `for example: ${key.value}: ${flowText(given)}`};
}

/** The boolean or number that a text stands for. */
function literalOf(node: ScalarNode, types: readonly string[]): string | undefined {
  const word = node.text.trim().toLowerCase();
  if (types.includes('boolean') && /^(yes|on|true|y)$/.test(word)) return 'true';
  if (types.includes('boolean') && /^(no|off|false|n)$/.test(word)) return 'false';
  const isNumber = types.includes('integer')
    ? /^\d+$/.test(word)
    : types.includes('number') && /^\d+(\.\d+)?$/.test(word);
  return isNumber ? word : undefined;
}

/** What to say of a word that is none of `known`. */
export function unknownValue(place: Place, node: ScalarNode, values: readonly unknown[]): Diagnostic {
  const known = values.map(String);
  const instead = insteadOfWord(node.text);
  const upper = known.find((word) => word.toLowerCase() === node.text.toLowerCase());
  const meant = upper ?? (instead !== undefined && known.includes(instead) ? instead : didYouMean(node.text, known));
  const message = `"${node.text}" is no value of ${subjectOf(place)}`;
  const long = place.form.keys?.pieces[node.text];
  if (long !== undefined) {
    const written = flowText({[node.text]: long.examples?.[0]});
    return errorAt(node.span, 'unknown-value', message, {help: `it needs a map, as in ${written}`});
  }
  return errorAt(node.span, 'unknown-value', message, {
    ...(meant === undefined
      ? {help: `it is ${known.length === 1 ? '' : 'one of '}${known.join(', ')}`}
      : {label: `did you mean "${meant}"?`, replacement: meant}),
  });
}

/** What to say of a text that does not match the pattern of its place. */
export function badPattern(place: Place, node: ScalarNode): Diagnostic {
  const scalar = place.form.scalar ?? {};
  if (scalar['x-duration'] !== undefined) return notDuration(node);
  if (scalar['x-words'] !== undefined) return unknownValue(place, node, scalar['x-words']);
  if (scalar.pattern === ID) return badName(node, node.text);
  if (isIntOrWord(place.form)) return notIntOrWord(place, node);
  return notInFormat(node, scalar, subjectOf(place));
}

/** A number, or one of the words that its examples show. */
function isIntOrWord({types, scalar}: Form): boolean {
  return types?.includes('integer') === true && types.includes('string') && scalar?.pattern !== undefined;
}

function notIntOrWord(place: Place, node: ScalarNode): Diagnostic {
  const {pattern, description = '', examples = []} = place.form.scalar ?? {};
  const message = `"${node.text}" cannot stand at ${subjectOf(place)}`;
  if (typeof node.value === 'string' && /^\d+$/.test(node.text)) {
    return errorAt(node.span, 'wrong-type', message, {label: `write ${node.text}`, replacement: node.text});
  }
  const word = node.text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const meant = new RegExp(pattern ?? '', 'u').test(word) ? word : undefined;
  return errorAt(node.span, 'invalid-format', message, {
    ...(meant === undefined
      ? {label: `write it as in "${String(examples[0])}"`}
      : {label: `did you mean "${meant}"?`, replacement: meant}),
    help: inSentence(description),
  });
}

/** A description as the end of a sentence. */
export function inSentence(description: string): string {
  return description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '');
}

function notInFormat(node: ScalarNode, {description, examples}: Piece, subject: string): Diagnostic {
  const example = examples?.[0];
  return errorAt(node.span, 'invalid-format', `"${node.text}" cannot stand at ${subject}`, {
    ...(example !== undefined && {label: `write it as in "${String(example)}"`}),
    ...(description !== undefined && {
      help: inSentence(description),
    }),
  });
}

/** What to say of an id, or of a key that is a name, which is not written as one. */
export function badName(node: ScalarNode, name: string): Diagnostic {
  if (name === 'constructor') return errorAt(node.span, 'invalid-name', `"${name}" is taken: use another name`);
  // Of a path like `inputs.name` the name is the last word.
  const better = snakeCase(name.trim().replace(/^[a-z.]+\./, ''))
    .replaceAll(/[^a-z0-9_]/g, '')
    .replace(/^[0-9_]+/, '');
  return errorAt(
    node.span,
    'invalid-name',
    `"${name}" is no name: names are lower-case letters, digits and "_", and begin with a letter`,
    {
      ...(better !== '' && {label: `write "${better}"`, replacement: better}),
    },
  );
}

/** What to say of a key that is no name of an environment variable. */
export function badVariable(node: ScalarNode, name: string): Diagnostic {
  const message = `"${name}" is no name of a variable: letters, digits and "_", and no digit first`;
  return errorAt(node.span, 'invalid-name', message);
}

/** What to say of a number that is too small or too great. */
export function outOfRange(place: Place, limit: {readonly comparison: string; readonly limit: unknown}): Diagnostic {
  const bound = limit.comparison === '>=' ? 'at least' : 'at most';
  return errorAt(place.node.span, 'out-of-range', `${subjectOf(place)} must be ${bound} ${String(limit.limit)}`);
}

/** What to say of a list with too few items. */
export function tooFewItems(place: Place): Diagnostic {
  return errorAt(handleOf(place), 'empty-list', `${subjectOf(place)} needs at least one item`);
}

function notDuration(node: ScalarNode): Diagnostic {
  const meant = suggestDuration(node.text);
  const unit = typeof node.value === 'number' ? '; say the unit' : '';
  return errorAt(node.span, 'invalid-duration', `"${node.text}" is not a duration${unit}`, {
    ...(meant === undefined
      ? {help: 'write one such as "90s", "5m", "1h30m" or "2d"'}
      : {label: `write "${meant}"`, replacement: meant}),
  });
}
