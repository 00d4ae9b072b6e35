import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {hostname} from 'node:os';

/** What tells a process from every other, also after its number was given to another one or the machine was started anew. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the words of the system. */
  readonly start: string;
  readonly boot: string;
  readonly host: string;
}

/** The identity of this process. */
export function thisProcess(): ProcessIdentity {
  return {pid: process.pid, start: startOf(process.pid) ?? '', boot: bootId(), host: hostId()};
}

/** Whether the process lives; on another machine nobody can say. */
export function lifeOf(identity: ProcessIdentity): 'alive' | 'dead' | 'elsewhere' {
  if (identity.host !== hostId()) return 'elsewhere';
  if (identity.boot !== bootId()) return 'dead';
  return startOf(identity.pid) === identity.start ? 'alive' : 'dead';
}

let boot: string | undefined;

/** What tells this boot of the machine from any other. */
export function bootId(): string {
  boot ??= readOr('/proc/sys/kernel/random/boot_id') ?? ask('sysctl', ['-n', 'kern.boottime']) ?? 'unknown';
  return boot;
}

function hostId(): string {
  return readOr('/etc/machine-id') ?? hostname();
}

function startOf(pid: number): string | undefined {
  const stat = readOr(`/proc/${pid}/stat`);
  if (stat !== undefined) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  }
  return process.platform === 'linux' ? undefined : ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function ask(program: string, arguments_: readonly string[]): string | undefined {
  try {
    return (
      execFileSync(program, arguments_, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
