import {basename} from 'node:path';
import {fail, ok, type Result} from '../base/result.ts';
import {EMPTY_ALMANAC} from '../calendar/almanac.ts';
import {get} from '../document/node.ts';
import {childrenOf} from '../model/children.ts';
import type {Channel, Runbook} from '../model/runbook.ts';
import type {Diagnostic} from '../text/diagnostic.ts';
import type {SourceFile} from '../text/source-file.ts';
import {ROOT} from './address.ts';
import {checkAbout} from './file/about.ts';
import {type CheckedFile, checkFile} from './file/file.ts';
import {checkMonitors} from './file/monitors.ts';
import {checkNotify, checkUnsent} from './file/notify.ts';
import {checkRollback} from './file/rollback.ts';
import type {Shared} from './file/shared.ts';
import {sizeOf} from './file/size.ts';
import {createFindings} from './findings.ts';
import {onlyRoots} from './names/visible.ts';
import {warnUnused} from './warnings.ts';

/** What is to be checked, and how other files are read. */
export interface CheckRequest {
  readonly file: SourceFile;
  /** Reads a file that the runbook uses, by its path relative to the runbook's folder; the error says why it cannot be read. */
  readonly read: (path: string) => Result<SourceFile, string>;
  /** Whether it may use files outside of its own folder. */
  readonly outside?: boolean;
}

/** A runbook that was found good, and what is to be said of it all the same. */
export interface Checked {
  readonly runbook: Runbook;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Turns text into a runbook in which everything was parsed, typed and resolved, or gives every reason why not, each at
 * its place. Nothing is executed, and no file is read but by `read`.
 */
export function check({file, read, outside = false}: CheckRequest): Result<Checked, readonly Diagnostic[]> {
  const shared = newShared(read, outside);
  const checked = checkFile(file, {shared, path: basename(file.name), address: ROOT});
  const runbook = checked && runbookOf(checked, shared);
  const errors = shared.findings.errors();
  if (checked === undefined || runbook === undefined || errors.length > 0) return fail(errors);
  warnUnused(checked.root, runbook, shared.findings);
  return ok({runbook, warnings: shared.findings.warnings()});
}

function newShared(read: CheckRequest['read'], outside: boolean): Shared {
  return {
    read,
    outside,
    findings: createFindings(),
    defs: new Map(),
    sizes: new Map(),
    blocks: new Map(),
    notYet: [],
    files: [],
    channels: new Map(),
    channelOwners: new Map(),
    sent: new Set(),
    secrets: new Map(),
    used: new Map(),
    nesting: {depth: 0, reported: false},
    open: [],
  };
}

/** What stands around the steps is checked after them, for it sees what they left. */
function runbookOf({root, given, walk}: CheckedFile, shared: Shared): Runbook {
  const {unit, at, body, outputs, end} = walk;
  const {inputs, vars, run, now, monitors = walk.monitors} = at.visible.roots;
  const about = onlyRoots({...(inputs && {inputs}), ...(vars && {vars}), ...(run && {run}), ...(now && {now})});
  const reading = {unit, view: () => about, sees: 'this is read before the first step'};
  const head = checkAbout(root, reading);
  const measured = checkMonitors(root, at);
  const rollback = checkRollback(root, at, shared.defs.values());
  const views = {about, end, rollback: unit.walked.beforeUndo ?? about, monitors: {monitors}};
  const notify = checkNotify(get(root, 'notify'), unit, views);
  checkUnsent(get(root, 'messages'), unit, {about, sent: shared.sent});
  const probes = Object.values(measured).flatMap(({probe}) => probe ?? []);
  const verify = rollback.possible && rollback.verify ? [rollback.verify] : [];
  sizeOf([...childrenOf(body), ...verify, ...probes], shared.sizes, shared.findings);
  const windowNode = get(root, 'window');
  return {
    ...head,
    inputs: given.inputs,
    outputs,
    vars: given.vars.vars,
    ...(given.vars.variants && {variants: given.vars.variants}),
    secrets: Object.fromEntries(shared.secrets),
    channels: withTerminal(shared),
    notify,
    monitors: measured,
    onFailure: given.defaults.route,
    inherit: given.defaults.context.inherit,
    rollback,
    root: body,
    blocks: shared.blocks,
    defs: shared.defs,
    files: shared.files,
    notYet: shared.notYet,
    almanac: EMPTY_ALMANAC,
    ...(windowNode && {windowSpan: windowNode.span}),
  };
}

/** The channel that everybody has: what is sent there is shown to whoever watches. */
function withTerminal({channels}: Shared): Readonly<Record<string, Channel>> {
  return {terminal: {kind: 'terminal', body: true, secrets: []}, ...Object.fromEntries(channels)};
}
