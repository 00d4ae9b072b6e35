/** A deliberate fault: one text of one source file in place of another. */
export interface Mutant {
  readonly about: string;
  /** Below the project. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const undoOrder: Mutant = {
  about: 'what was done first is taken back first',
  file: 'src/interpreter/rollback/rollback.ts',
  from: '.filter((n) => n >= from).toReversed();',
  to: '.filter((n) => n >= from);',
};

/** Broken local engines: the crash sweep has to catch each. */
export const mutants: Readonly<Record<string, Mutant>> = {
  'journal-after-effect': {
    about: 'an effect begins before its intent is recorded',
    file: 'src/engine/local/loop.ts',
    from: 'const recorded = record(turn);',
    to: `reconcile(keys);
      const later = state.verdict === undefined;
      if (later) setImmediate(() => record(turn));
      const recorded = later ? {ok: true, value: null} : record(turn);`,
  },
  'no-fsync': {
    about: 'a record is not made durable before its effects begin',
    file: 'src/journal/append.ts',
    from: 'disk.sync(descriptor);\n',
    to: '\n',
  },
  'intent-ignored': {
    about: 'what an earlier engine may have begun is begun again',
    file: 'src/engine/local/process/command.ts',
    from: `for (let start = 1; ; start += 1) {
    const attempt = attemptOf(host.run, host.key, start);
    const found = host.resumed ===`,
    to: `for (let start = host.resumed === undefined ? 1 : 9; ; start += 1) {
    const attempt = attemptOf(host.run, host.key, start);
    const found = host.resumed ===`,
  },
  'undo-order': undoOrder,
  'torn-kept': {
    about: 'a record that is not whole is not cut off',
    file: 'src/journal/append.ts',
    from: 'if (end.torn > 0) ftruncateSync(descriptor, end.position);',
    to: '',
  },
};

/** No fault: checkpoints are kept so often that a short run has many. */
export const everyKilobyte: Mutant = {
  about: 'a checkpoint is kept at each kilobyte',
  file: 'src/engine/local/checkpoints.ts',
  from: 'const EVERY = 2 << 20;',
  to: 'const EVERY = 1 << 10;',
};

/** What the journal does not tell of is out of the sight of the engine that comes next. */
const forget =
  'Object.assign(died, {turn: 0}); for (const key of [...world.underWay.keys()]) if (!foldAll(turns).inFlight.has(key)) world.underWay.delete(key);';

/** Broken simulated engines: the simulation has to catch each. */
export const simulatedMutants: Readonly<Record<string, Mutant>> = {
  'journal-after-effect': {
    about: 'effects begin, and then the engine dies before their turn is recorded',
    file: 'src/engine/simulated/simulate.ts',
    from: 'cut(turns, died.events);',
    to: `reconcile(world, state, settled.keys); if (turns.length > 1) turns.pop(); ${forget}`,
  },
  'no-fsync': {
    about: 'the last three turns were not durable when the engine died',
    file: 'src/engine/simulated/simulate.ts',
    from: 'cut(turns, died.events);',
    to: `reconcile(world, state, settled.keys); turns.splice(Math.max(1, turns.length - 3)); ${forget}`,
  },
  'intent-ignored': {
    about: 'what was under way when the engine died is begun again',
    file: 'src/engine/simulated/simulate.ts',
    from: 'crash(world, state.now + (died.downMs ?? 0));',
    to: 'world.underWay.clear();',
  },
  'undo-order': undoOrder,
};
