/**
 * A value of the language as it is kept in the journal: plain JSON.
 * Its declared type says how it is meant: a `time` is an RFC 3339 string in UTC, a `duration` a number of
 * milliseconds, an `int` a number without fraction.
 */
export type Value = null | boolean | number | string | readonly Value[] | {readonly [key: string]: Value};

/** Named values: inputs, captures, outputs. */
export type Values = Readonly<Record<string, Value>>;
