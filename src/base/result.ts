/** The outcome of something that may fail in an expected way: a value, never an exception. */
export type Result<T, E> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly error: E};

/** A success carrying `value`. */
export function ok<T>(value: T): {readonly ok: true; readonly value: T} {
  return {ok: true, value};
}

/** An expected failure carrying `error`. */
export function fail<E>(error: E): {readonly ok: false; readonly error: E} {
  return {ok: false, error};
}
