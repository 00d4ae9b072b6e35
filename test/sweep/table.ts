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

/** The table as it is printed. */
export function tableOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({name}) => name.length), 4);
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}${cells.map((cell, n) => String(cell).padStart((HEAD[n]?.length ?? 0) + 3)).join('')}`;
  return [line('', HEAD), ...rows.map(({name, cells}) => line(name, cells))].join('\n');
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
