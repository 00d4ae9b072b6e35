import {entry, get, type ListNode, type MapNode, type Node, type ScalarNode} from '../../document/node.ts';
import {argumentFaults, inputFaults} from '../../template/shell/argument-list.ts';
import {computedCode, givenRefusals} from '../../template/shell/around-script.ts';
import {environmentRefusal} from '../../template/shell/environment.ts';
import type {Template} from '../../template/template.ts';
import {errorAt, warningAt} from '../findings.ts';
import type {Reading} from '../unit.ts';
import {reportFaults} from './faults.ts';

/** Refuses values in a list of arguments where the program would run them: as in a script. */
export function checkArguments(node: ListNode, templates: readonly Template[], reading: Reading): void {
  if (!allCompiled(node, templates)) return;
  const faults = argumentFaults(templates.map(({pieces = []}) => pieces));
  for (const [index, item] of node.items.entries()) {
    if (item.kind === 'scalar') reportFaults(faults[index] ?? [], {node: item, kind: 'template', reading});
  }
}

/** What a command was decoded to, as far as it may run what it is given. */
interface Command {
  readonly script?: Template;
  readonly argv?: readonly Template[];
  readonly stdin?: Template;
}

/** Refuses values that a command is given from outside, where it would run them. */
export function checkCommand(node: Node, command: Command, reading: Reading): void {
  if (command.script === undefined) checkInput(node, command, reading);
  else checkGiven(node, {...command, script: command.script}, reading);
}

/** Refuses values in the environment and the standard input of a script that runs them as code. */
function checkGiven(node: Node, {script, stdin}: Command & {readonly script: Template}, reading: Reading): void {
  const {unit, shell, variables = {}} = reading;
  const text = node.kind === 'scalar' ? node : get(node, 'script');
  if (text?.kind !== 'scalar' || script.source !== text.text || shell === 'none' || shell === 'unknown') return;
  const given = {
    dialect: shell ?? 'bash',
    variables: Object.fromEntries(Object.entries(variables).map(([name, {pieces = []}]) => [name, pieces])),
    input: stdin?.pieces ?? [],
  };
  const refusals = givenRefusals(script.pieces ?? [], given);
  for (const {in: name, refused, help} of refusals) {
    const where = name === undefined ? (entry(node, 'stdin')?.value ?? text) : text;
    unit.file.findings.add({...errorAt(where.span, 'unsafe-place', refused), help});
  }
  if (refusals.length === 0) warnComputed(text, computedCode(script.pieces ?? [], given), reading);
}

/** Warns of a script that runs what it puts together: whether a value gets into that is more than can be told. */
function warnComputed(text: ScalarNode, programs: readonly string[], {unit}: Reading): void {
  const [program] = programs;
  if (program === undefined) return;
  const message = `"${program}" runs as code what this script puts together, and whether a value is in it cannot be told`;
  unit.file.findings.add({
    ...warningAt(text.span, 'computed-code', message),
    help: 'write the commands out; what differs between runs is an argument or a variable that they read',
  });
}

/** Refuses values in the standard input of a list of arguments that runs it as code. */
function checkInput(node: Node, {argv, stdin}: Command, reading: Reading): void {
  const list = get(node, 'argv');
  const input = entry(node, 'stdin')?.value;
  if (argv === undefined || stdin?.pieces === undefined || list?.kind !== 'list' || input?.kind !== 'scalar') return;
  if (!allCompiled(list, argv)) return;
  const faults = inputFaults(
    stdin.pieces,
    argv.map(({pieces = []}) => pieces),
  );
  reportFaults(faults, {node: input, kind: 'template', reading});
}

/** Refuses values in environment variables that are run, or decide what is run. */
export function checkVariables(
  {entries}: MapNode,
  variables: Readonly<Record<string, Template>>,
  {unit}: Reading,
): void {
  for (const {key, value} of entries) {
    const refusal = environmentRefusal(key.value, variables[key.value]?.pieces ?? []);
    if (refusal === undefined) continue;
    const {refused, help} = refusal;
    unit.file.findings.add({...errorAt(value.span, 'unsafe-place', refused), help});
  }
}

/** Whether no argument has a fault of its own: what the command is could not be told. */
function allCompiled({items}: ListNode, templates: readonly Template[]): boolean {
  return items.every((item, index) => item.kind === 'scalar' && templates[index]?.source === item.text);
}
