import type {RunState} from '../../src/events/state.ts';

/** A state as plain data, to be compared and printed. */
export function snapshot(state: RunState): string {
  return JSON.stringify(state, (_, value: unknown) => {
    if (value instanceof Map) return {map: [...value]};
    if (value instanceof Set) return {set: [...value]};
    return value;
  });
}

/** Makes a state that throws when anybody changes it. */
export function frozen(state: RunState): RunState {
  deepFreeze(state);
  return state;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  if (value instanceof Map || value instanceof Set) {
    for (const part of value.values()) deepFreeze(part);
    Object.assign(value, {set: refuse, add: refuse, delete: refuse, clear: refuse});
  }
  for (const part of Object.values(value)) deepFreeze(part);
  Object.freeze(value);
}

function refuse(): never {
  throw new Error('a frozen state was changed');
}
