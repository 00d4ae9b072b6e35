#!/usr/bin/env node
// A stand-in for bandit: looks at Python files for a few well-known dangers, prints a report, exits 1 on a finding.
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';

const dangers = [
  ['B102', /\bexec\(/, 'Use of exec detected'],
  ['B105', /\b(password|secret|token)\s*=\s*["'][^"']+["']/i, 'Possible hardcoded password'],
  ['B301', /\bpickle\.loads?\(/, 'Pickle can be unsafe when used to deserialize untrusted data'],
  ['B307', /\beval\(/, 'Use of possibly insecure function eval'],
  ['B602', /\bshell\s*=\s*True\b/, 'subprocess call with shell=True identified'],
];

process.exitCode = main(process.argv.slice(2));

function main(args) {
  const [flag, folder, ...rest] = args;
  if (flag !== '-r' || folder === undefined || rest.length > 0) {
    console.error('usage: bandit -r FOLDER');
    return 2;
  }
  if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory()) {
    console.error(`bandit: there is no folder ${folder}`);
    return 2;
  }
  return report(pythonFiles(folder));
}

function report(files) {
  const findings = files.flatMap(inspect);
  console.log(findings.length === 0 ? 'Test results:\n\tNo issues identified.' : 'Test results:');
  for (const {file, line, id, text} of findings) console.log(`>> Issue: [${id}] ${text}\n   Location: ${file}:${line}`);
  console.log(`\nCode scanned:\n\tTotal files: ${files.length}\n\tTotal issues: ${findings.length}`);
  return findings.length === 0 ? 0 : 1;
}

function inspect(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) =>
    dangers.filter(([, pattern]) => pattern.test(text)).map(([id, , why]) => ({file, line: index + 1, id, text: why})),
  );
}

function pythonFiles(folder) {
  return readdirSync(folder, {withFileTypes: true})
    .sort((one, other) => one.name.localeCompare(other.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pythonFiles(path);
      return entry.name.endsWith('.py') ? [path] : [];
    });
}
