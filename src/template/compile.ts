import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {check} from '../expression/check/check.ts';
import {newContext} from '../expression/check/context.ts';
import {isFailure, reasonOf} from '../expression/outcome.ts';
import {newFrame} from '../expression/run.ts';
import type {EvaluationFault, Fault, Names, Reference, Scope} from '../expression/scope.ts';
import {checkProgram} from './check.ts';
import {helpers} from './helpers/index.ts';
import {outline} from './outline.ts';
import type {Piece, ValuePiece} from './piece.ts';
import {places} from './places/index.ts';
import {renderPlain} from './plain.ts';
import type {Dialect} from './shell/dialect.ts';
import type {Exposed} from './shell/exposed.ts';
import {prepareShell} from './shell/prepare.ts';
import {scriptOf, shownInShell, showShell} from './shell/script.ts';
import {structureFaults} from './structure.ts';
import {parseSyntax} from './syntax.ts';
import type {Place, ShellScript, Template} from './template.ts';

/** A place, or a script with the shell it is for; without one a script is for bash. */
export type Standing = Place | {readonly shell: Dialect};

/** Parses and checks a Handlebars text for the place where it stands. */
export function compileTemplate(source: string, names: Names, standing: Standing): Result<Template, readonly Fault[]> {
  const syntax = parseSyntax(source);
  if (!syntax.ok) return fail([syntax.error]);
  const context = newContext({source, names, functions: helpers, language: 'template', check});
  const {program, offsetOf} = syntax.value;
  const pieces = checkProgram(program, {context, offsetOf, depth: 0, check: checkProgram});
  const reads = [...context.found.reads.values()];
  const {faults, ...made} = standingTemplate(source, pieces, standing);
  const all = [...context.found.faults, ...faults];
  return all.length > 0 ? fail(all) : ok({...templateOf({source, pieces, reads}, made)});
}

interface Parts {
  readonly source: string;
  readonly pieces: readonly Piece[];
  readonly reads: readonly Reference[];
}

interface Made {
  readonly place: Place;
  readonly exposed?: readonly Exposed[];
  readonly pieces?: readonly Piece[];
  readonly render: (scope: Scope) => Result<string, EvaluationFault>;
  readonly outline: (scope: Scope) => string;
  readonly script: (scope: Scope) => Result<ShellScript, EvaluationFault>;
}

function templateOf({source, pieces, reads}: Parts, made: Made): Template {
  const [first] = pieces;
  const only = pieces.length === 1 && first?.kind === 'value' && !first.computed ? first : undefined;
  return {
    ...made,
    source,
    reads,
    secrets: reads.filter((each) => each[0] === 'secrets').map((each) => each[1] ?? ''),
    constant: reads.length === 0,
    ...(only?.reference === undefined ? {} : {reference: only.reference}),
    value: (scope) => (only === undefined ? made.render(scope) : referred(only, scope)),
  };
}

function referred(only: ValuePiece, scope: Scope): Result<Value, EvaluationFault> {
  const value = only.run(newFrame(scope));
  if (isFailure(value)) return fail({message: reasonOf(value)});
  const name = only.reference?.join('.') ?? 'this text';
  return value === undefined ? fail({message: `there is no value for "${name}"`}) : ok(value);
}

function standingTemplate(
  source: string,
  pieces: readonly Piece[],
  standing: Standing,
): Made & {readonly faults: readonly Fault[]} {
  if (standing === 'shell' || typeof standing === 'object') {
    const {
      pieces: ready,
      faults,
      exposed,
    } = prepareShell(pieces, typeof standing === 'object' ? standing.shell : 'bash');
    const structures = structureFaults(pieces, source, () => false);
    return {
      place: 'shell',
      pieces,
      exposed,
      faults: [...faults, ...structures],
      render: (scope) => showShell(ready, scope),
      outline: (scope) => outline(ready, {source, scope, show: shownInShell}),
      script: (scope) => scriptOf(ready, scope),
    };
  }
  const rule = places[standing];
  const {pieces: ready, faults} = rule.prepare?.(pieces) ?? {pieces, faults: []};
  const alone = standing === 'value' && pieces.length === 1;
  const stands = (standing: string | undefined): boolean => alone || (rule.structures === true && standing === 'bare');
  return {
    place: standing,
    ...((standing === 'argument' || standing === 'value') && {pieces: ready}),
    faults: [...faults, ...structureFaults(ready, source, (piece) => stands(piece.standing))],
    render: (scope) => renderPlain(ready, rule, scope),
    outline: (scope) => outline(ready, {source, scope, show: (piece, text) => rule.escape(text, text, piece)}),
    script: () => {
      throw new Error(`a text for "${standing}" is no script`);
    },
  };
}
