import type {Swept} from './sweep.ts';

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly cells: readonly number[];
  readonly faults: number;
}

const HEAD = ['killed', 'recovered', 'repeated', 'lost', 'different'];

/** What came of a sweep: points killed, runs recovered, effects repeated without leave, lost, states different. */
export function rowOf(name: string, swept: readonly Swept[], broken = 0): Row {
  const killed = swept.filter(({killed: was}) => was);
  const recovered = killed.filter(({differences}) => differences.length === 0).length;
  const count = (is: string) => swept.flatMap(({differences}) => differences).filter((each) => each.is === is).length;
  const faults = [count('repeated'), count('lost'), count('state') + broken];
  return {name, cells: [killed.length, recovered, ...faults], faults: faults.reduce((sum, each) => sum + each, 0)};
}

/** The first line of a table whose names are at most so wide. */
export function headOf(width: number): string {
  return line('', HEAD, width);
}

/** A line of the table. */
export function lineOf({name, cells}: Row, width: number): string {
  return line(name, cells, width);
}

function line(name: string, cells: readonly (string | number)[], width: number): string {
  return `${name.padEnd(width)}${cells.map((cell, n) => String(cell).padStart((HEAD[n]?.length ?? 0) + 3)).join('')}`;
}

/** The same of simulated schedules, of which some were never killed. */
export function simulatedRow(
  parts: readonly Readonly<Record<'all' | 'killed' | 'recovered' | 'repeated' | 'lost' | 'state', number>>[],
): Row {
  const sum = (name: keyof (typeof parts)[number]) => parts.reduce((total, part) => total + part[name], 0);
  const faults = [sum('repeated'), sum('lost'), sum('state')];
  return {
    name: `${sum('all')} schedules`,
    cells: [sum('killed'), sum('recovered'), ...faults],
    faults: faults.reduce((total, each) => total + each, 0),
  };
}
