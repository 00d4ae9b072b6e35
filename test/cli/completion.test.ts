import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

/** Prints what bash would offer for the last of `words`. */
const TRY = `
node=$1 main=$2
runbook() { "$node" "$main" "$@"; }
source <(runbook completion bash)
shift 2
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_runbook
printf '%s\\n' "\${COMPREPLY[@]}"
`;

it.each([
  [['runbook', 'schem'], 'schema\n'],
  [['runbook', 'lint', '--format', 'pre'], 'pretty\n'],
  [['runbook', 'lint', '--color', ''], 'auto\nalways\nnever\n'],
])('bash completes %j', (words, offered) => {
  const tried = spawnSync('bash', ['-c', TRY, 'bash', process.execPath, main, ...words], {encoding: 'utf8'});
  expect(tried).toMatchObject({stdout: offered, stderr: ''});
});
