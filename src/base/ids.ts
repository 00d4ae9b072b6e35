import type {Brand} from './brand.ts';

/** The name of a run: 12 letters and digits, unique in the state folder; a unique prefix is enough at the command line. */
export type RunId = Brand<string, 'RunId'>;

/**
 * Where in the run: `/deploy/up`, `/move[3]` (round of a loop), `/deploy!rescue` (part), `/deploy/up!undo`.
 * The root group is `/`.
 */
export type StepPath = Brand<string, 'StepPath'>;

/** Where in the text: as a path without rounds; a block's steps begin with `@block`. */
export type DefPath = Brand<string, 'DefPath'>;

/** The name of one effect: its path, a blank, and what tells it from the path's other effects, as in `/deploy/up #2`. */
export type EffectKey = Brand<string, 'EffectKey'>;

/** Names `text` as the id of a run. */
export const runId = (text: string): RunId => text as RunId;

/** Names `text` as a place in the run. */
export const stepPath = (text: string): StepPath => text as StepPath;

/** Names `text` as a place in the runbook. */
export const defPath = (text: string): DefPath => text as DefPath;

/** The path whose effect has this key. */
export const pathOfKey = (key: EffectKey): StepPath => key.slice(0, key.indexOf(' ')) as StepPath;

/** Names `text` as the key of an effect. */
export const effectKey = (text: string): EffectKey => text as EffectKey;
