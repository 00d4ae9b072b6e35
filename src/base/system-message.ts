/** What the operating system said, without the call and the path. */
export function systemMessage(error: unknown): string {
  const {code, message} =
    error instanceof Error ? (error as NodeJS.ErrnoException) : {code: undefined, message: String(error)};
  if (code === 'EISDIR') return 'it is a folder';
  // Node's own way to remove a folder tells what it has no code for in words of its own.
  const unknown = /^, Unknown error: (.*?)( '.*')?$/.exec(message)?.[1];
  return unknown?.toLowerCase() ?? message.replace(/^E[A-Z0-9]+: /, '').replace(/, \w+( '.*')?$/, '');
}
