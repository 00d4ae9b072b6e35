import {baseName} from './programs.ts';
import type {Word} from './state.ts';

/** Commands that start another one: their options that take an argument, and how many operands come first. */
const WRAPPERS: Readonly<Record<string, {readonly options: readonly string[]; readonly operands: number}>> = {
  sudo: {options: ['-u', '-g', '-h', '-p', '-C', '-T', '-r', '-t', '-D', '-R', '-U'], operands: 0},
  doas: {options: ['-u', '-C'], operands: 0},
  env: {options: ['-u', '-C', '--chdir', '--unset'], operands: 0},
  nohup: {options: [], operands: 0},
  setsid: {options: [], operands: 0},
  exec: {options: ['-a'], operands: 0},
  command: {options: [], operands: 0},
  builtin: {options: [], operands: 0},
  noglob: {options: [], operands: 0},
  nocorrect: {options: [], operands: 0},
  time: {options: ['-f', '-o'], operands: 0},
  timeout: {options: ['-s', '-k', '--signal', '--kill-after'], operands: 1},
  nice: {options: ['-n'], operands: 0},
  ionice: {options: ['-c', '-n', '-p'], operands: 0},
  stdbuf: {options: ['-i', '-o', '-e'], operands: 0},
  chroot: {options: [], operands: 1},
  flock: {options: ['-w', '-E'], operands: 1},
  caffeinate: {options: ['-t', '-w'], operands: 0},
};

/** The command that `words` start, behind wrappers such as `sudo` and `env`. */
export interface Started {
  /** Its name; `''` where that is computed; undefined where it has not come yet. */
  readonly name: string | undefined;
  readonly args: readonly Word[];
  /** Before the name: the next word is the argument of an option or an operand of the wrapper. */
  readonly taken: boolean;
  /** The wrapper that was gone through last. */
  readonly wrapper: string | undefined;
}

/** Finds the command that is started. */
export function started(words: readonly Word[]): Started {
  let rest = words;
  let wrapper: string | undefined;
  for (;;) {
    const [head, ...tail] = rest;
    if (head === undefined) return {name: undefined, args: [], taken: false, wrapper};
    const name = baseName(head);
    const rule = name !== undefined && Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    if (name === undefined || rule === undefined) return {name: name ?? '', args: tail, taken: false, wrapper};
    wrapper = name;
    const behind = skip(tail, rule);
    if (behind.taken) return {name: undefined, args: [], taken: true, wrapper};
    rest = behind.rest;
  }
}

function skip(words: readonly Word[], rule: {readonly options: readonly string[]; readonly operands: number}) {
  let operands = rule.operands;
  let index = 0;
  while (index < words.length) {
    const text = words[index]?.text ?? '';
    if (rule.options.includes(text)) {
      index += 2;
      if (index > words.length) return {rest: [], taken: true};
    } else if (/^-|^[A-Za-z_]\w*=/.test(text)) index += 1;
    else if (operands > 0) {
      operands -= 1;
      index += 1;
    } else break;
  }
  return {rest: words.slice(index), taken: index >= words.length && operands > 0};
}
