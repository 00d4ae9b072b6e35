import {entry, get, type MapNode, type Node} from '../../document/node.ts';
import {compileExpression} from '../../expression/compile.ts';
import type {Names} from '../../expression/scope.ts';
import {DYN, record, type Type} from '../../expression/type.ts';
import {monitor as monitorSchema} from '../../kinds/grammar/monitor.ts';
import {probeKinds} from '../../kinds/grammar/nested-keys.ts';
import type {ActingKind} from '../../kinds/steps/contract.ts';
import {run} from '../../kinds/steps/run.ts';
import type {Block} from '../../model/block.ts';
import type {Monitor} from '../../model/runbook.ts';
import {decodeKeys} from '../decode/decode.ts';
import {constantText} from '../decode/texts.ts';
import {errorAt} from '../findings.ts';
import {monitorType} from '../names/roots.ts';
import {onlyRoots, type Visible, withRoots} from '../names/visible.ts';
import type {At, Header} from '../steps/at.ts';
import {readingOf} from '../steps/at.ts';
import {checkProbe} from '../steps/probe.ts';
import {kindOf} from '../steps/step.ts';

/**
 * The type of `monitors`, found before the steps are walked, for steps may read monitors, and monitors steps: a value
 * that needs a step to be typed is any JSON.
 */
export function monitorsType(root: Node, names: Names): Type {
  const types: Record<string, Type> = {};
  for (const {key, value: node} of entriesOf(get(root, 'monitors'))) {
    const hasBaseline = get(node, 'baseline') !== undefined;
    types[key.value] = monitorType(get(node, 'probe') && earlyType(node, names), hasBaseline);
  }
  return record(types);
}

/** Checks the monitors of a file: each sees what is visible before the first of the steps it watches. */
export function checkMonitors(root: Node, at: At): Readonly<Record<string, Monitor>> {
  const monitors: Record<string, Monitor> = {};
  for (const {key, value: node} of entriesOf(get(root, 'monitors'))) {
    if (node.kind === 'map')
      monitors[key.value] = checkMonitor(key.value, node, {...at, visible: seenBy(node, at), sees: SEES});
  }
  return monitors;
}

const {properties: keys} = monitorSchema;
const plainKeys = {
  every: keys.every,
  baseline: keys.baseline,
  samples: keys.samples,
  during: keys.during,
  on_breach: keys.on_breach,
};
const SEES = 'a monitor sees only what is visible before the first step of its "during"';

function checkMonitor(name: string, node: MapNode, at: At): Monitor {
  const {unit} = at;
  const inside = at.visible;
  const probeNode = get(node, 'probe');
  const probe = probeNode && checkProbe(probeNode, headerFor(name, node, at), `monitor.${name}`);
  const value = measuredAt(node, probe, at);
  const type = value?.type ?? DYN;
  const measured = {value: type, ...(get(node, 'baseline') && {baseline: type})};
  const reading = readingOf({at, inside}, {breach: withRoots(inside, measured)});
  const shown = decodeKeys(
    {title: keys.title, manual: keys.manual, breach: keys.breach, hints: keys.hints},
    node,
    reading,
  );
  const plain = decodeKeys(plainKeys, node, {...reading, what: `monitors.${name}`});
  checkWhole(node, at);
  const after = plain.baseline && unit.walked.addresses.get(plain.baseline.after);
  return {
    name,
    title: shown.title ?? constantText(name, 'text'),
    ...(probe && {probe}),
    ...(value && {value}),
    ...(shown.manual && {manual: shown.manual}),
    every: plain.every ?? 30_000,
    ...(after && {baseline: {after}}),
    ...(shown.breach && {breach: shown.breach}),
    samples: plain.samples ?? 1,
    during: (plain.during ?? []).flatMap((id) => unit.walked.addresses.get(id) ?? []),
    onBreach: plain.on_breach ?? 'ask',
    hints: shown.hints ?? [],
    span: node.span,
  };
}

/** What is measured; of a probe whose kind is not known nothing can be said. */
function measuredAt(node: MapNode, probe: Block | undefined, at: At) {
  const results = resultsOf(get(node, 'probe'), probe);
  if (results === undefined) return undefined;
  const inside = at.visible;
  return decodeKeys({value: keys.value}, node, readingOf({at, inside}, {sample: withRoots(inside, results)})).value;
}

/** What is visible before the first of its steps, in the order of the text. */
function seenBy(node: Node, at: At): Visible {
  const during = get(node, 'during');
  const list = during === undefined ? [] : during.kind === 'list' ? during.items : [during];
  const named = list.flatMap((item) => (item.kind === 'scalar' ? [at.unit.ids.byId.get(item.text)] : []));
  const first = named
    .flatMap((found) => found ?? [])
    .sort((a, b) => a.node.span.start - b.node.span.start)
    .at(0);
  return (first && at.unit.walked.before.get(first.id)) ?? onlyRoots(at.visible.roots);
}

/** What a monitor says together: a measured one needs a value and when that is bad; a person's neither. */
function checkWhole(node: MapNode, at: At): void {
  const {findings} = at.unit.file;
  const name = (key: string) => entry(node, key)?.key.span ?? node.span;
  if (get(node, 'probe') !== undefined) {
    for (const key of ['value', 'breach']) {
      if (get(node, key) !== undefined || get(node, 'manual') !== undefined) continue;
      findings.add(errorAt(name('probe'), 'missing-key', `a monitor with a "probe" needs "${key}"`));
    }
  } else if (get(node, 'manual') !== undefined) {
    for (const key of ['value', 'breach', 'baseline', 'samples', 'every']) {
      if (get(node, key) === undefined) continue;
      findings.add(errorAt(name(key), 'misplaced-key', `"${key}" does nothing here: a person watches this`));
    }
  }
  checkBaseline(node, at);
}

function checkBaseline(node: MapNode, {unit, visible}: At): void {
  const after = get(get(node, 'baseline'), 'after');
  if (after?.kind !== 'scalar') return;
  const step = unit.ids.byId.get(after.text);
  if (step === undefined || visible.known.get(after.text) !== undefined) return;
  unit.file.findings.add({
    ...errorAt(
      after.span,
      'use-before-capture',
      `"${after.text}" does not end before the first step of "during" begins`,
    ),
    help: 'without a baseline there is nothing to compare with',
    related: [{span: step.idSpan, label: 'this step'}],
  });
}

function headerFor(name: string, node: MapNode, at: At): Header {
  return {
    node,
    kind: run as unknown as ActingKind<unknown>,
    body: node,
    at,
    inside: at.visible,
    def: at.parent,
    id: name,
    context: at.inherited.context,
    route: {to: 'stop'},
  };
}

const PROBES: readonly string[] = probeKinds;

/** The names that the result of a probe has: those of its kind, and what it captures itself; undefined without a kind. */
function resultsOf(node: Node | undefined, probe: Block | undefined): Names | undefined {
  if (node === undefined) return {};
  if (node.kind !== 'map') return run.results({});
  const kind = kindOf(node);
  if (kind === undefined || !PROBES.includes(kind.kind)) return undefined;
  if (kind.sort !== 'acts' || probe?.type !== 'act') return {};
  return {...kind.results(probe.body), ...probe.captures};
}

function earlyType(node: Node, names: Names): Type {
  const value = get(node, 'value');
  const probe = get(node, 'probe');
  if (value?.kind !== 'scalar') return DYN;
  const kind = probe?.kind === 'map' ? kindOf(probe) : undefined;
  const results = kind === undefined ? run.results({}) : kind.sort === 'acts' ? earlyResults(kind) : {};
  const compiled = compileExpression(value.text, {...names, ...results});
  return compiled.ok ? compiled.value.type : DYN;
}

/** The kinds a probe may have give the same names whatever their body. */
function earlyResults(kind: ActingKind<unknown>): Names {
  return kind.results({});
}

function entriesOf(node: Node | undefined) {
  return node?.kind === 'map' ? node.entries : [];
}
