import {entry, get, type Node} from '../../document/node.ts';
import {record, type Type} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import {fileKeys} from '../../kinds/grammar/file-keys.ts';
import {target} from '../../kinds/grammar/target.ts';
import type {Secret} from '../../model/runbook.ts';
import {createUnnamedIds} from '../address.ts';
import {decode, decodeKeys} from '../decode/decode.ts';
import {errorAt} from '../findings.ts';
import {collectIds} from '../names/ids.ts';
import {EVERYWHERE} from '../names/roots.ts';
import {onlyRoots} from '../names/visible.ts';
import type {Defaults, FileState, Reading, Unit} from '../unit.ts';
import {checkChannels, checkDefaults, checkSecrets, secretsType} from './around.ts';
import {declaredAt} from './declared.ts';
import type {FilePlace} from './file-place.ts';
import {checkInputs} from './inputs.ts';
import {runName} from './state.ts';
import {type CheckedVars, checkVars} from './vars.ts';

/** What a file declares before its steps. */
export interface Given {
  readonly inputs: readonly Field[];
  readonly inputsType: Type;
  readonly vars: CheckedVars;
  readonly secretsType: Type;
  readonly defaults: Defaults;
}

/** Checks what a file declares: inputs, variables, secrets, channels, defaults. */
export function checkGiven(root: Node, state: FileState, place: FilePlace): Given {
  const secrets = checkSecrets(root, readingOver(root, state, {}));
  const inputs = checkInputs(get(root, 'inputs'), readingOver(root, state, {}));
  const vars = checkVars(root, inputs.fields, readingOver(root, state, {inputs: inputs.type}));
  const roots = {...EVERYWHERE, inputs: inputs.type, vars: vars.type};
  const known = (certain: boolean) => readingOver(root, state, {...roots, secrets: secretsType(secrets, certain)});
  shareSecrets(root, secrets, place);
  checkPeopleAndPlaces(root, state, {...roots, secrets: secretsType(secrets, false)});
  for (const [name, channel] of Object.entries(checkChannels(root, known(true)))) {
    if (!place.shared.channelOwners.has(name)) place.shared.channelOwners.set(name, place.address);
    place.shared.channels.set(runName(name, place), channel);
  }
  return {
    inputs: inputs.fields,
    inputsType: inputs.type,
    vars,
    secretsType: secretsType(secrets, false),
    defaults: checkDefaults(root, known(false)),
  };
}

/** Checks `roles`, and `targets`, which no engine executes yet; the texts of a target see its own inputs, too. */
function checkPeopleAndPlaces(root: Node, state: FileState, roots: Readonly<Record<string, Type>>): void {
  decodeKeys({roles: fileKeys.roles}, root, readingOver(root, state, roots));
  const written = get(root, 'targets');
  if (written?.kind !== 'map') return;
  state.notYet.push({what: 'targets', span: written.span});
  for (const {key, value} of written.entries) {
    const own = checkInputs(get(value, 'inputs'), readingOver(root, state, {}));
    const inputs = record({...fieldsOf(roots.inputs), ...fieldsOf(own.type)});
    decode(target, value, {...readingOver(root, state, {...roots, inputs}), what: `targets.${key.value}`});
  }
}

function fieldsOf(type: Type | undefined): Readonly<Record<string, Type>> {
  return type?.kind === 'record' ? type.fields : {};
}

/** Reads declarations, which see these roots and no step. */
function readingOver(
  root: Node,
  file: FileState,
  {secrets = record({}), ...roots}: Readonly<Record<string, Type>>,
): Reading {
  const ids = collectIds([]);
  const unit: Unit = {
    file,
    ids,
    declaredAt: declaredAt(root, get(root, 'inputs'), ids),
    secrets,
    doubtful: file.doubtful,
    doubtfulSteps: new Set(),
    unnamed: createUnnamedIds(),
    walked: {addresses: new Map(), before: new Map(), steps: 0},
  };
  const visible = onlyRoots(roots);
  return {unit, view: () => visible, sees: 'declarations come before all steps'};
}

/** A secret is known by its name in the whole run: two files that give one name to different secrets cannot share it. */
function shareSecrets(root: Node, secrets: Readonly<Record<string, Secret>>, {shared, path}: FilePlace): void {
  for (const [name, secret] of Object.entries(secrets)) {
    const known = shared.secrets.get(name);
    if (known === undefined) shared.secrets.set(name, secret);
    else if (JSON.stringify([known.source, known.body]) !== JSON.stringify([secret.source, secret.body])) {
      const message = `the secret "${name}" of "${path}" is not that of the runbook which uses it`;
      const span = entry(get(root, 'secrets'), name)?.key.span;
      shared.findings.add({...errorAt(span, 'duplicate-secret', message), help: 'give one of them another name'});
    }
  }
}
