import {userInfo} from 'node:os';

/** Who is at this terminal: the operating system's user. */
export function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
