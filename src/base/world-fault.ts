import {systemMessage} from './system-message.ts';

/** What the machine has no more of, or does not give: the engine cannot go on, and nothing is wrong with the run. */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left on the disk',
  EDQUOT: 'the quota of the disk is used up',
  EIO: 'the disk cannot be read or written',
  EROFS: 'the disk can only be read',
  EFBIG: 'a file may not become longer (ulimit -f)',
  EMFILE: 'this program may open no more files',
  ENFILE: 'the machine can open no more files',
  EAGAIN: 'no more processes can be started',
  ENOMEM: 'there is no memory left',
};

/** Whether the machine lacks something that it may have again later: then nothing can be said of a step. */
export function isExhausted(error: unknown): boolean {
  return Object.hasOwn(WORDS, codeOf(error));
}

/** What is wrong with the world, if that is what an error tells; undefined if it is a bug in this program. */
export function worldFault(error: unknown): string | undefined {
  const words = WORDS[codeOf(error)];
  if (words !== undefined) return words;
  return isSystemError(error) ? systemMessage(error) : undefined;
}

/** Node's own way to remove a folder tells some faults of the system without their code. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}
