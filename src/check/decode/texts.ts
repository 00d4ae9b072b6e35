import {durationFault} from '../../base/duration.ts';
import {fail} from '../../base/result.ts';
import type {ScalarNode} from '../../document/node.ts';
import {compileExpression} from '../../expression/compile.ts';
import type {Expression} from '../../expression/expression.ts';
import {DYN, typeText} from '../../expression/type.ts';
import type {Visibility} from '../../kinds/grammar/fragments.ts';
import {compileTemplate, type Standing} from '../../template/compile.ts';
import type {Place, Template} from '../../template/template.ts';
import {errorAt} from '../findings.ts';
import {namesFor} from '../names/visible.ts';
import type {Reading} from '../unit.ts';
import {reportFaults} from './faults.ts';
import type {Fragment} from './fragment.ts';
import {checkSecretPlace} from './secret-places.ts';

/** A text compiled for its place; what is wrong with it is reported. */
export function compileText(fragment: Fragment, node: ScalarNode, reading: Reading): Template {
  const place = fragment['x-text'] ?? 'text';
  const recorded = fragment['x-recorded'] === true;
  const template = textAt(node, {place, visibility: fragment['x-names'], recorded}, reading);
  if (place === 'url') checkAddress(node, reading);
  if (fragment['x-duration'] === 'text' && template.constant && durationFault(node.text) !== undefined) {
    reading.unit.file.findings.add(
      errorAt(
        node.span,
        'invalid-duration',
        `"${node.text}" ${durationFault(node.text)}; write one such as "90s", "5m" or "1h30m"`,
      ),
    );
  }
  return template;
}

/** Where a text stands, what it sees, and whether its value is recorded. */
export interface TextPlace {
  readonly place: Place;
  readonly visibility?: Visibility | undefined;
  readonly recorded?: boolean;
}

/** An address that does not begin with a value says itself how it is reached. */
function checkAddress(node: ScalarNode, {unit}: Reading): void {
  if (node.text === '' || /^(?:https?:\/\/|\{\{)/i.test(node.text)) return;
  unit.file.findings.add({
    ...errorAt(node.span, 'invalid-url', `"${node.text}" is no address of the web`),
    help: 'write it with its scheme, as in "https://example.com/health"',
  });
}

/** A text compiled for `place`; what is wrong with it is reported. */
export function textAt(
  node: ScalarNode,
  {place, visibility = 'before', recorded = false}: TextPlace,
  reading: Reading,
): Template {
  const secrets = visibility === 'inputs' || visibility === 'none' ? undefined : reading.unit.secrets;
  const names = namesFor(reading.view(visibility), node.text, secrets);
  const {shell} = reading;
  if (place === 'shell' && shell === 'unknown' && node.text.includes('{{')) {
    refuseValues(node, reading);
    return constantText('', place);
  }
  const standing = place === 'shell' ? scriptFor(shell) : place;
  const compiled = compileTemplate(node.text, names, standing);
  if (compiled.ok) {
    checkSecretPlace({node, template: compiled.value, recorded, reading});
    return compiled.value;
  }
  reportFaults(compiled.error, {node, kind: 'template', reading: seenFrom(reading, visibility)});
  return constantText('', place);
}

/** A text without values, for what the checker adds itself. */
export function constantText(text: string, place: Place): Template {
  const compiled = compileTemplate(text, {}, place);
  if (!compiled.ok) throw new Error(`not a constant text: ${text}`);
  return compiled.value;
}

/** A decision compiled; what is wrong with it is reported. */
export function compileCel(fragment: Fragment, node: ScalarNode, reading: Reading): Expression {
  const visibility = fragment['x-names'] ?? 'before';
  const expected = fragment['x-cel'];
  const names = namesFor(reading.view(visibility), node.text);
  const compiled = compileExpression(node.text, names, expected === 'any' ? undefined : expected);
  if (compiled.ok) return compiled.value;
  reportFaults(compiled.error, {node, kind: 'expression', reading: seenFrom(reading, visibility)});
  return UNKNOWN;
}

/** A decision that gives a list or a map. */
export function compileListCel(node: ScalarNode, reading: Reading, visibility?: Visibility): Expression {
  const expression = compileCel({'x-cel': 'any', ...(visibility && {'x-names': visibility})}, node, reading);
  const {kind} = expression.type;
  if (!['list', 'map', 'record', 'dyn'].includes(kind)) {
    const message = `this must give a list or a map, but gives ${typeText(expression.type)}`;
    reading.unit.file.findings.add(errorAt(node.span, 'expression-type', message));
  }
  return expression;
}

/** Stands where a decision has faults: of any type, and never evaluated, for such a runbook is not executed. */
export const UNKNOWN: Expression = {
  source: '',
  type: DYN,
  reads: [],
  provesPresent: [],
  constant: false,
  evaluate: () => fail({message: 'this expression has faults'}),
  falsePart: () => '',
  observed: () => [],
};

/** How a script is quoted: as its shell does; the text of another language is taken as it is. */
function scriptFor(shell: Reading['shell']): Standing {
  if (shell === 'none') return 'value';
  return shell === undefined || shell === 'unknown' ? 'shell' : {shell};
}

function refuseValues(node: ScalarNode, reading: Reading): void {
  reading.unit.file.findings.add({
    ...errorAt(node.span, 'unsafe-place', 'values cannot stand in a script of this shell: how it quotes is not known'),
    help: 'give them by "env", or use bash, sh or zsh',
  });
}

/** Explanations speak of what this very text can see. */
function seenFrom(reading: Reading, visibility: Visibility): Reading {
  return {...reading, view: (other) => reading.view(other === 'before' ? visibility : other)};
}
