import {fail, ok, type Result} from '../../base/result.ts';
import {isFailure} from '../../expression/outcome.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {Piece, ValuePiece} from '../piece.ts';
import type {ShellScript, ShellVariable} from '../template.ts';
import {renderText, timezoneOf} from '../text.ts';
import {textOf} from '../text-of.ts';

/** How a value stands in a script, which decides what its variable is written in. */
export type Standing = 'word' | 'double' | 'single' | 'ansi' | 'bare';

/** The script in which every value stands as a variable; the same value twice shares one. */
export function scriptOf(pieces: readonly Piece[], scope: Scope): Result<ShellScript, EvaluationFault> {
  const variables = new Map<string, ShellVariable>();
  const timezone = timezoneOf(scope);
  const text = renderText(pieces, scope, (piece, value) => {
    const written = textOf(value, piece.type, timezone);
    if (isFailure(written) || piece.raw) return written;
    return referenceTo(variableFor(variables, written, piece.secret).name, piece);
  });
  if (!text.ok) return text;
  const nul = [...variables.values()].find((variable) => variable.value.includes('\0'));
  if (nul !== undefined) return fail({message: 'a value holds a NUL character, which no shell variable may'});
  return ok({text: text.value, variables: [...variables.values()]});
}

/** The script as people read it: values in their places, quoted as a shell would need them, secrets as `***`. */
export function showShell(pieces: readonly Piece[], scope: Scope): Result<string, EvaluationFault> {
  const timezone = timezoneOf(scope);
  return renderText(pieces, scope, (piece, value) => {
    const written = textOf(value, piece.type, timezone);
    if (isFailure(written) || piece.raw) return written;
    return piece.secret ? '***' : shownInShell(piece, written);
  });
}

/** A value as people read it in a script: quoted as the shell would need it there. */
export function shownInShell(piece: ValuePiece, text: string): string {
  return SHOWN[standingOf(piece)](text);
}

function variableFor(variables: Map<string, ShellVariable>, value: string, secret: boolean): ShellVariable {
  const key = `${secret}:${value}`;
  const known = variables.get(key);
  if (known !== undefined) return known;
  const made = {name: `RB_${variables.size + 1}`, value, secret};
  variables.set(key, made);
  return made;
}

function standingOf(piece: ValuePiece): Standing {
  return (piece.standing ?? 'word') as Standing;
}

function referenceTo(name: string, piece: ValuePiece): string {
  switch (standingOf(piece)) {
    case 'word':
      return `"\${${name}}"`;
    case 'single':
      return `'"\${${name}}"'`;
    case 'ansi':
      return `'"\${${name}}"$'`;
    case 'double':
    case 'bare':
      return `\${${name}}`;
  }
}

const quoted = (text: string): string => text.replaceAll("'", "'\\''");

const SHOWN: Readonly<Record<Standing, (text: string) => string>> = {
  word: (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${quoted(text)}'`),
  single: quoted,
  ansi: (text) => text.replace(/[\\']/g, (char) => `\\${char}`),
  double: (text) => text.replace(/[\\"$`]/g, (char) => `\\${char}`),
  bare: (text) => text,
};
