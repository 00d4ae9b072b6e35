import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Bench, World} from './bench.ts';
import {benches} from './benches/index.ts';
import {measure, summarize} from './measure.ts';
import {renderLimits, renderSamples} from './table.ts';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {rounds: {type: 'string'}, help: {type: 'boolean', short: 'h'}},
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
const rounds = values.rounds === undefined ? undefined : Number.parseInt(values.rounds, 10);

if (values.help) console.log(usage());
else if (unknown.length > 0 || Number.isNaN(rounds) || (rounds ?? 1) < 1) {
  console.error(usage());
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length === 0 || positionals.includes(name)) await runBench(bench, rounds ?? bench.rounds);
  }
}

function usage(): string {
  const list = Object.entries(benches).map(([name, {summary}]) => `  ${name.padEnd(8)} ${summary}`);
  return `Usage: npm run bench -- [--rounds N] [NAME …]\n\n${list.join('\n')}`;
}

async function runBench(bench: Bench, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
  try {
    console.log(`\n${bench.summary} (${rounds} interleaved rounds, medians)`);
    const samples = measure(await bench.contestants(worldIn(folder)), {...bench, rounds, folder});
    console.log(renderSamples(samples));
    console.log(renderLimits(bench.limits(summarize(samples))));
  } catch (error) {
    console.log(`  failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function worldIn(folder: string): World {
  const program = join(import.meta.dirname, '../dist/main.js');
  const preload = join(import.meta.dirname, 'peak-memory.mjs');
  return {
    folder,
    runbook: (...args) => [process.execPath, program, ...args],
    runbookWithPeak: (...args) => [process.execPath, '--import', preload, program, ...args],
  };
}
