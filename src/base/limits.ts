import {fail, ok, type Result} from './result.ts';

/** One limit to what hostile or mistaken input may cost. */
interface Limit {
  readonly standard: number;
  readonly about: string;
  /** Counted in bytes or characters: may be written with `KiB` or `MiB`. */
  readonly size?: true;
}

/** Every limit that can be set, by the name it is set by. */
export const LIMITS = {
  document: {standard: 1 << 20, size: true, about: 'characters of a runbook'},
  depth: {standard: 64, about: 'levels of nesting in a runbook'},
  nodes: {standard: 100_000, about: 'maps, lists and scalars of a runbook, those behind aliases counted each time'},
  steps: {standard: 20_000, about: 'steps of a runbook'},
  run_steps: {
    standard: 100_000,
    about: 'steps of a run: those of a block wherever it is used, of a loop for each item of its list',
  },
  expression: {standard: 10_000, size: true, about: 'characters of an expression'},
  expression_nodes: {standard: 2000, about: 'operators, names and values of an expression'},
  expression_cost: {standard: 20_000_000, about: 'elementary operations while an expression or text is evaluated'},
  template: {standard: 256 << 10, size: true, about: 'characters of a text with braces'},
  text: {standard: 1 << 20, size: true, about: 'characters of such a text with its values'},
  pattern: {standard: 2000, about: 'states of a pattern; one that repeats has as many as it repeats'},
  plan: {standard: 16 << 20, size: true, about: 'characters of the commands and texts that a plan shows'},
  capture: {standard: 1 << 20, size: true, about: 'characters of one captured value'},
  response: {standard: 10 << 20, size: true, about: 'bytes of the body of a response'},
  json_depth: {standard: 500, about: 'levels of nesting in JSON that a command or server gives'},
  redirects: {standard: 5, about: 'redirects of a request that are followed'},
} as const satisfies Readonly<Record<string, Limit>>;

/** The name of a limit. */
export type LimitName = keyof typeof LIMITS;

/** The limits as they are; changed by `setLimits` alone, before anything is read. */
export const limits: Readonly<Record<LimitName, number>> = Object.fromEntries(
  Object.entries(LIMITS).map(([name, {standard}]) => [name, standard]),
) as Record<LimitName, number>;

/** Sets limits as `document=2MiB,steps=500` says; the error says what is wrong with that, and then nothing is set. */
export function setLimits(text: string): Result<null, string> {
  const given: (readonly [LimitName, number])[] = [];
  for (const part of text.split(/[\s,]+/).filter((each) => each !== '')) {
    const [, name = '', count = '', unit = ''] = /^(\w+)=(\d{1,12})(KiB|MiB)?$/.exec(part) ?? [];
    if (!isName(name)) return fail(`"${part}" sets no limit; write NAME=NUMBER with one of ${names.join(', ')}`);
    const {size}: Limit = LIMITS[name];
    if (unit !== '' && size !== true) return fail(`"${part}": the limit "${name}" is a number without a unit`);
    const value = Number(count) * UNITS[unit as keyof typeof UNITS];
    if (value < 1 && name !== 'redirects') return fail(`"${part}": a limit is at least 1`);
    given.push([name, value]);
  }
  Object.assign(limits, Object.fromEntries(given));
  return ok(null);
}

/** A size as people write it: `10 MiB`, `256 KiB`, `1000`. */
export function sizeText(count: number): string {
  if (count >= 1 << 20 && count % (1 << 20) === 0) return `${count / (1 << 20)} MiB`;
  return count >= 1 << 10 && count % (1 << 10) === 0 ? `${count / (1 << 10)} KiB` : String(count);
}

const names = Object.keys(LIMITS);

const UNITS = {'': 1, KiB: 1 << 10, MiB: 1 << 20};

function isName(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name);
}
