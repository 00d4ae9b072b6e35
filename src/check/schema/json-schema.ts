/** A JSON Schema (draft-07) as plain data. */
export type JsonSchema = {readonly [keyword: string]: unknown};
