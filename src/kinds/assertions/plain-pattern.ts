/** The literal texts that a pattern without any other syntax stands for: `fatal|panic`, `(?i)fatal`. */
export interface PlainPattern {
  readonly ignoreCase: boolean;
  readonly texts: readonly string[];
}

/** What `source` stands for if it is a plain alternation of ASCII texts; it is then looked for at memory speed. */
export function plainPattern(source: string): PlainPattern | undefined {
  const ignoreCase = source.startsWith('(?i)');
  const body = ignoreCase ? source.slice(4) : source;
  if (!/^[\w \-:;,=@/"'#%&<>~`!|]+$/.test(body)) return undefined;
  const texts = body.split('|');
  return texts.includes('') ? undefined : {ignoreCase, texts};
}
