const PART = '(?:\\d+d)?(?:\\d+h)?(?:\\d+m(?!s))?(?:\\d+(?:\\.\\d+)?s)?(?:\\d+ms)?';

/** A duration, as `parseDuration` reads it. */
export const DURATION = `^(?=\\d)${PART}$`;

/** A duration or a range of them. */
export const DURATION_RANGE = `^(?=\\d)${PART}(?:\\s*-\\s*(?=\\d)${PART})?$`;

/** A duration, or a text with a value in it. */
export const DURATION_TEXT = `^(?:(?=\\d)${PART}|[\\s\\S]*\\{\\{[\\s\\S]*)$`;

/** The name of an environment variable. */
export const VARIABLE = '^[A-Za-z_][A-Za-z0-9_]*$';

/** A name that an author gives and refers to: not the one that every object has in the languages that will read it. */
export const ID = '^(?!constructor$)[a-z][a-z0-9_]*$';
