declare const brand: unique symbol;

/** A `T` that only its own maker can make, so that one kind of text is never passed for another. */
export type Brand<T, Name extends string> = T & {readonly [brand]: Name};
