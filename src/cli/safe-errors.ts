import {harmless, harmlessPainted} from '../base/harmless.ts';
import type {Terminal} from './terminal.ts';

/**
 * The terminal, whose messages hold nothing that it would obey but the program's own colours, whatever names of files and
 * arguments they quote; an argument of several lines stands on one.
 */
export function withSafeErrors(terminal: Terminal, args: readonly string[]): Terminal {
  const quoted = args
    .flatMap((arg) => [arg, arg.slice(arg.indexOf('=') + 1), ...arg.split('/')])
    .filter((text) => /[\n\r]/.test(text))
    .toSorted((a, b) => b.length - a.length);
  const err = (text: string) => {
    const lines = quoted.reduce((said, arg) => said.replaceAll(arg, () => harmless(arg)), text);
    terminal.err(harmlessPainted(lines));
  };
  return Object.defineProperties({} as Terminal, {
    ...Object.getOwnPropertyDescriptors(terminal),
    err: {value: err, enumerable: true},
  });
}
