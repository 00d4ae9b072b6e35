/** A text of Markdown for a terminal: what stands behind a backslash, so that it marks nothing, stands as it is. */
export function withoutEscapes(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
