import type {Piece} from '../piece.ts';
import type {Dialect} from './dialect.ts';
import {prepareShell} from './prepare.ts';
import {quotedWord} from './quoted-word.ts';
import type {Refused} from './refusals.ts';
import {variableRefusal} from './variables.ts';

/** What a script is given from outside. */
export interface Given {
  readonly dialect: Dialect;
  readonly variables: Readonly<Record<string, readonly Piece[]>>;
  readonly input: readonly Piece[];
}

/** What is refused of the values that a script is given: `in` names the variable, or is undefined for the input. */
export interface GivenRefused extends Refused {
  readonly in: string | undefined;
}

/** Why values may not be in the variables or the input of a script, by what the script does with them. */
export function givenRefusals(script: readonly Piece[], {dialect, variables, input}: Given): readonly GivenRefused[] {
  const names = Object.keys(variables).filter(
    (name) => holdsValue(variables[name]) && variableRefusal(name) === undefined,
  );
  if (names.length === 0 && !holdsValue(input)) return [];
  const assigned = names.flatMap((name, index) => [
    text(`${name}=`),
    ...quotedWord(variables[name] ?? [], offsetOf(index)),
    text('\n'),
  ]);
  const piped = holdsValue(input)
    ? [text("printf '%s' "), ...quotedWord(input, offsetOf(names.length)), text(' | (\n'), ...script, text('\n)')]
    : script;
  const {faults} = prepareShell([...assigned, ...piped], dialect);
  return faults.flatMap(({start, message, help = ''}) => {
    const index = Math.floor(start / STRIDE) - 1;
    return index < 0 || UNKNOWN.test(message)
      ? []
      : [{in: names[index], refused: inScript(message, names[index]), help}];
  });
}

/** The programs in a script that run as code what it puts together, where it has values at all. */
export function computedCode(script: readonly Piece[], {dialect, variables, input}: Given): readonly string[] {
  const atHand = [script, input, ...Object.values(variables)].some(holdsValue);
  if (!atHand) return [];
  const fed = holdsValue(input) || script.some((piece) => piece.kind !== 'text' || /[|<]/.test(piece.text));
  return prepareShell(script, dialect).computed.flatMap(({program, read}) => (fed || !read ? [program] : []));
}

/** Lies between the places of texts that are judged as one; the script itself comes first. */
const STRIDE = 2 ** 32;

const offsetOf = (index: number): number => (index + 1) * STRIDE;

/** How a refusal begins that is about a variable which the script itself sets. */
const LATER = /^"\w+" holds this value, and further down /;

function inScript(message: string, name: string | undefined): string {
  return name === undefined
    ? message
    : `"${name}" holds a value by "env", and in this script ${message.replace(LATER, '')}`;
}

/** Said where a script cannot be read on: it uses no value there that can be named. */
const UNKNOWN = /^cannot tell how this is quoted/;

const text = (plain: string): Piece => ({kind: 'text', text: plain});

const holdsValue = (pieces: readonly Piece[] | undefined): boolean =>
  pieces?.some(({kind}) => kind !== 'text') ?? false;
