import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {MARKER} from './environment.ts';

/** A process that belongs to an attempt. */
export interface Member {
  readonly pid: number;
  readonly group: number;
  readonly command: string;
}

/** The wrapper of the attempt `token`, if it lives: the token stands in its arguments. */
export function findWrapper(token: string): number | undefined {
  const name = wrapperName(token);
  if (process.platform !== 'linux') return listed().find(({command}) => command.includes(name))?.pid;
  return pids().find((pid) => isWrapper(pid, token));
}

/** Whether the process `pid` is the wrapper of the attempt `token`. */
export function isWrapper(pid: number, token: string): boolean {
  if (process.platform !== 'linux') return findWrapper(token) === pid;
  return read(`/proc/${pid}/cmdline`).split('\0').includes(wrapperName(token)) && !isDead(pid);
}

/** What the wrapper of the attempt `token` is called, as its `$0`. */
export function wrapperName(token: string): string {
  return `runbook:${token}`;
}

/** Every living process of the attempt: those of its group and those that carry its marker, wherever they went. */
export function membersOf(token: string, group: number | undefined): readonly Member[] {
  if (process.platform !== 'linux') return listed().filter((member) => member.group === group);
  const marker = `${MARKER}=${token}`;
  return pids().flatMap((pid) => {
    const member = memberOf(pid);
    if (member === undefined) return [];
    return member.group === group || read(`/proc/${pid}/environ`).split('\0').includes(marker) ? [member] : [];
  });
}

/** Every living process that some attempt, of whatever run, has started, with the token of the attempt. */
export function startedProcesses(): readonly (Member & {readonly token: string})[] {
  if (process.platform !== 'linux') return listed().flatMap((member) => withToken(member, member.command));
  return pids().flatMap((pid) => {
    const token = read(`/proc/${pid}/environ`);
    const member = token.includes(MARKER) ? memberOf(pid) : undefined;
    return member === undefined ? [] : withToken(member, token);
  });
}

function withToken(member: Member, text: string): readonly (Member & {readonly token: string})[] {
  const token = /(?:RUNBOOK_ATTEMPT=|runbook:)([0-9a-f]{32})/.exec(text)?.[1];
  return token === undefined ? [] : [{...member, token}];
}

/** Whether the group is that of the attempt `token`, and not one that has its number by now. */
export function isGroupOf(group: number, token: string): boolean {
  if (isWrapper(group, token)) return true;
  if (process.platform !== 'linux') return listed().some((member) => member.group === group);
  return membersOf(token, undefined).some((member) => member.group === group);
}

/** Whether the group has a living member: a dead one whose parent has not asked for its status can hold nothing up. */
export function groupLives(group: number): boolean {
  if (!groupExists(group)) return false;
  return process.platform !== 'linux' || pids().some((pid) => livesIn(pid, group));
}

function livesIn(pid: number, group: number): boolean {
  const [state, , own] = statFields(pid);
  return state !== undefined && state !== 'Z' && Number(own) === group;
}

function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function memberOf(pid: number): Member | undefined {
  const [state, , group] = statFields(pid);
  if (state === undefined || state === 'Z') return undefined;
  return {pid, group: Number(group), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()};
}

function isDead(pid: number): boolean {
  const [state] = statFields(pid);
  return state === undefined || state === 'Z';
}

function statFields(pid: number): readonly string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function pids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function listed(): readonly Member[] {
  const text = execFileSync('ps', ['-axww', '-o', 'pid=,pgid=,args='], {
    encoding: 'utf8',
    env: {PATH: process.env.PATH},
  });
  return text.split('\n').flatMap((line) => {
    const [, pid, group, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{pid: Number(pid), group: Number(group), command}];
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
