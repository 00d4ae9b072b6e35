/** The literal texts that a pattern without any other syntax stands for: `fatal|panic`, `(?i)fatal`. */
export interface PlainPattern {
  readonly ignoreCase: boolean;
  /** In lower case if the case is ignored. */
  readonly texts: readonly string[];
}

/** What `source` stands for if it is a plain alternation of ASCII texts; it is then looked for at memory speed. */
export function plainPattern(source: string): PlainPattern | undefined {
  const ignoreCase = source.startsWith('(?i)');
  const body = ignoreCase ? source.slice(4) : source;
  if (!/^[\w \-:;,=@/"'#%&<>~`!|]+$/.test(body)) return undefined;
  const texts = (ignoreCase ? body.toLowerCase() : body).split('|');
  // In RE2 the letters k and s have a third form (U+212A, U+017F) that only the pattern itself would find.
  if (ignoreCase && /[ks]/.test(body.toLowerCase())) return undefined;
  return texts.includes('') ? undefined : {ignoreCase, texts};
}
