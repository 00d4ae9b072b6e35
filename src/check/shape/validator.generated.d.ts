/** One error of the validator, as ajv reports it. */
export interface ValidationError {
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set where a key's name is what does not fit. */
  readonly propertyName?: string;
}

/** Whether `value` has the shape of a runbook; if not, `errors` of the function say why. */
export declare const validate: ((value: unknown) => boolean) & {errors?: readonly ValidationError[] | null};
