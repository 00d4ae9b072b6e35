/** A value as short YAML, for examples in messages. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, each]) => `${key}: ${flowText(each)}`);
    return `{${entries.join(', ')}}`;
  }
  if (typeof value === 'string') return isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`;
  return value === undefined ? '…' : String(value);
}

function isPlain(text: string): boolean {
  return (
    /^[A-Za-z0-9(/.][^,[\]{}#\n]*$/.test(text) && !/: |:$/.test(text) && !/^(true|false|null|\d+(\.\d+)?)$/.test(text)
  );
}
