import type {ScalarNode} from '../../document/node.ts';
import type {Fault} from '../../expression/scope.ts';
import {errorAt} from '../findings.ts';
import {explainName} from '../names/explain.ts';
import type {Explained, Use} from '../names/explained.ts';
import type {Reading} from '../unit.ts';

/** The text that has faults, and how it was read. */
export interface Faulty {
  readonly node: ScalarNode;
  readonly kind: Use['kind'];
  readonly reading: Reading;
}

/** Reports what a compiler found wrong with a text, each at its own place in the file. */
export function reportFaults(faults: readonly Fault[], {node, kind, reading}: Faulty): void {
  // In a decision, what is shown to be present hangs on its other parts.
  const alone = kind === 'template' || faults.every(({code}) => code === 'maybe-absent');
  for (const fault of faults) {
    if (isConsequence(fault, reading) || (fault.code === 'maybe-absent' && !alone)) continue;
    const {rule, message, ...more} = explain(fault, node.text, {kind, reading});
    reading.unit.file.findings.add({...errorAt(node.spanOf(fault.start, fault.end), rule, message), ...more});
  }
}

/** Whether a name is missing only because of something that is reported elsewhere. */
function isConsequence({code, reference}: Fault, {unit, view}: Reading): boolean {
  const [root = '', id = ''] = reference ?? [];
  if (code === 'maybe-absent' && view('before').unsure) return true;
  if (code !== 'undefined-name' && code !== 'maybe-absent') return false;
  if (unit.doubtful.has('*')) return true;
  return unit.doubtful.has(root) && !(root === 'steps' && unit.ids.byId.has(id));
}

function explain(fault: Fault, source: string, {kind, reading}: Omit<Faulty, 'node'>): Explained {
  const {reference} = fault;
  if (fault.code === 'undefined-name' && reference !== undefined) {
    return explainName({fault: {...fault, reference}, source, kind}, reading);
  }
  if (kind === 'expression' && fault.code === 'syntax' && source.includes('{{')) return bracesInExpression(source);
  const isHint = fault.help?.startsWith('did you mean') === true;
  const more = {
    ...(fault.help !== undefined && (isHint ? {label: fault.help} : {help: fault.help})),
    ...(fault.replacement !== undefined && {replacement: fault.replacement}),
  };
  return {rule: ruleOf(fault, kind), message: fault.message, ...more, ...whereDeclared(fault, reading)};
}

function ruleOf({code, reference}: Fault, kind: Use['kind']): string {
  switch (code) {
    case 'syntax':
      return kind === 'expression' ? 'invalid-expression' : 'bad-template';
    case 'type':
      return kind === 'expression' ? 'expression-type' : 'template-type';
    case 'maybe-absent':
      return reference?.[0] === 'steps' ? 'capture-on-some-paths' : 'maybe-absent';
    case 'pattern':
      return 'bad-regex';
    case 'helper':
      return 'undefined-name';
    default:
      return code;
  }
}

function bracesInExpression(source: string): Explained {
  const inner = /^\s*\{\{\s*([^{}]*?)\s*\}\}\s*$/.exec(source)?.[1];
  return {
    rule: 'template-in-expression',
    message: 'this key is an expression already: names stand in it without braces',
    help: inner === undefined ? 'write the names without "{{" and "}}"' : `write: ${inner}`,
  };
}

function whereDeclared({code, reference}: Fault, reading: Reading): Pick<Explained, 'related'> {
  if (code !== 'maybe-absent' || reference === undefined) return {};
  const declared = reading.unit.declaredAt(reference.slice(0, 3)) ?? reading.unit.declaredAt(reference.slice(0, 2));
  return declared === undefined ? {} : {related: [{span: declared, label: 'declared here'}]};
}
