import {fail, ok} from '../../src/base/result.ts';
import type {Value} from '../../src/base/value.ts';
import {check} from '../../src/check/check.ts';
import type {Script, Scripted} from '../../src/engine/simulated/script.ts';
import {simulate} from '../../src/engine/simulated/simulate.ts';
import type {RunEvent} from '../../src/events/event.ts';
import type {Runbook} from '../../src/model/runbook.ts';
import {started} from './build.ts';

/** A run as a table says it: the runbook's steps as YAML, what the world does, what people say. */
export interface Scenario {
  readonly name: string;
  /** The runbook below its title. */
  readonly runbook: string;
  /** The files it uses, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, Value>>;
  readonly unattended?: boolean;
  readonly answered?: readonly string[];
  /** How the attempts of a path end, one after the other: `failed`, `timed out`, `broken`, `not started`, `lost`, a map of captures. */
  readonly world?: Readonly<Record<string, readonly Ending[]>>;
  /** Milliseconds an attempt of a path takes; 1000 if left out. */
  readonly takes?: Readonly<Record<string, number>>;
  /** By the key of the question. */
  readonly answers?: Readonly<Record<string, Value>>;
  readonly samples?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly requests?: Script['requests'];
  readonly crash?: {readonly turn: number};
  readonly trace: readonly string[];
}

type Ending = string | Readonly<Record<string, Value>>;

/** The events of a scenario's run. */
export function played(scenario: Scenario): readonly RunEvent[] {
  const runbook = checked(scenario);
  const {inputs = {}, unattended = false, answered, crash} = scenario;
  const start = started({inputs, attended: !unattended, ...(answered && {answers: answered})});
  const {turns} = simulate({runbook, start, script: scriptOf(scenario), ...(crash && {crashes: [crash]}), most: 200});
  return turns.flatMap(({events}) => events);
}

function checked({runbook, files = {}}: Scenario): Runbook {
  const file = {name: 'test.yaml', text: `runbook: test\ntitle: Test\n${runbook}`};
  const read = (name: string) =>
    files[name] === undefined ? fail('there is no such file') : ok({name, text: files[name]});
  const found = check({file, read});
  if (found.ok) return found.value.runbook;
  throw new Error(found.error.map(({message}) => message).join('\n'));
}

function scriptOf({world = {}, takes = {}, answers = {}, samples = {}, requests = [], crash}: Scenario): Script {
  return {
    act: ({path, attempt, key}) => ({
      ...ending(world[key]?.[0] ?? world[path]?.[attempt - 1] ?? 'succeeded'),
      tookMs: takes[path] ?? 1000,
    }),
    answer: ({key}) => (answers[key] === undefined ? undefined : {value: answers[key]}),
    sample: ({name}, n) => {
      const value = samples[name]?.[Math.min(n, samples[name].length) - 1];
      return value === undefined || value === null ? {breach: false} : {value, breach: value > 10};
    },
    requests,
    ...(crash && {crash: () => 'lost' as const}),
  };
}

function ending(given: Ending): Scripted {
  if (typeof given !== 'string') return {did: 'succeeded', captured: given};
  switch (given) {
    case 'failed':
      return {did: 'failed', failure: {reason: 'unexpected', findings: []}};
    case 'timed out':
      return {did: 'failed', failure: {reason: 'timed-out', after: 1000}};
    case 'broken':
      return {did: 'failed', failure: {reason: 'broken', message: 'it broke'}};
    case 'not started':
      return {did: 'failed', failure: {reason: 'not-started', message: 'no such program'}};
    case 'succeeded':
      return {did: 'succeeded'};
    default:
      throw new Error(`no attempt ends as "${given}"`);
  }
}
