import {fail, ok, type Result} from '../../base/result.ts';
import type {EvaluationFault} from '../../expression/scope.ts';
import {Word} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {LockKind, LockPlace, LockWorld, Register} from './contract.ts';

const schema = Word({
  description: 'A remote of the git tree that the run works in, by its name or address.',
  examples: ['origin'],
  pattern: '^[^\\s-]\\S*$',
});

type Place = LockPlace<string>;

/**
 * A lock in a ref of a git remote: it points to a commit without files whose message is the text. The remote changes a
 * ref only from what it was seen to be (`--force-with-lease`), so that one of two is told that it was too late.
 */
export const git = {
  kind: 'git',
  summary: 'Keeps the lock in a ref of a git remote, `refs/runbook/locks/NAME`.',
  schema,
  examples: ['git: origin'],
  reach: (body) => `whoever works with the git remote "${body}"`,
  where: (place) => `${refOf(place)} of "${place.body}"`,
  lookEvery: 5000,
  read,
  async swap(place, {seen, text}, world) {
    const commit = text === undefined ? ok('') : await commitOf(text, world);
    if (!commit.ok) return commit;
    const pushed = await world.git([
      'push',
      '--quiet',
      '--no-verify',
      `--force-with-lease=${refOf(place)}:${seen.version}`,
      '--',
      place.body,
      `${commit.value}:${refOf(place)}`,
    ]);
    const made = {version: commit.value, ...(text !== undefined && {text})};
    if (pushed.ok) return ok(made);
    // What was refused, and what was done though the answer was lost, is seen by looking.
    const now = await versionAt(place, world);
    if (!now.ok) return pushed;
    if (now.value === commit.value) return ok(made);
    return now.value === seen.version ? pushed : ok(undefined);
  },
} satisfies LockKind<Static<typeof schema>>;

async function read(place: Place, world: LockWorld): Promise<Result<Register, EvaluationFault>> {
  for (let tries = 3; ; tries -= 1) {
    const version = await versionAt(place, world);
    if (!version.ok) return version;
    if (version.value === '') return ok({version: ''});
    const text = await messageOf(version.value, place, world);
    if (text.ok) return ok({version: version.value, text: text.value});
    // It may have been changed between the two looks.
    if (tries === 1) return text;
  }
}

/** A line of what a remote lists: a commit, and the ref that points to it. */
const LISTED = /^[0-9a-f]{40,64}\t\S+$/;

async function versionAt(place: Place, world: LockWorld): Promise<Result<string, EvaluationFault>> {
  const listed = await world.git(['ls-remote', '--', place.body, refOf(place)]);
  if (!listed.ok) return listed;
  const lines = listed.value.split('\n').filter((line) => line !== '');
  if (!lines.every((line) => LISTED.test(line)))
    return fail({message: 'git ls-remote: it lists something else than refs'});
  return ok(lines.find((line) => line.endsWith(`\t${refOf(place)}`))?.split('\t')[0] ?? '');
}

async function messageOf(commit: string, place: Place, world: LockWorld): Promise<Result<string, EvaluationFault>> {
  const words = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', place.body, refOf(place)];
  const fetched = await world.git(words);
  if (!fetched.ok) return fetched;
  const object = await world.git(['cat-file', 'commit', commit]);
  if (!object.ok) return object;
  const begin = object.value.indexOf('\n\n');
  return begin === -1 ? fail({message: `the commit ${commit} has no message`}) : ok(object.value.slice(begin + 2));
}

/** A commit of no files and no parent; nothing of the operator's own settings goes into it. */
async function commitOf(text: string, world: LockWorld): Promise<Result<string, EvaluationFault>> {
  const tree = await world.git(['hash-object', '-t', 'tree', '-w', '--stdin'], '');
  if (!tree.ok) return tree;
  const who = 'runbook <runbook@localhost> 0 +0000';
  const object = `tree ${tree.value.trim()}\nauthor ${who}\ncommitter ${who}\n\n${text}`;
  const commit = await world.git(['hash-object', '-t', 'commit', '-w', '--stdin'], object);
  return commit.ok ? ok(commit.value.trim()) : commit;
}

function refOf({name}: Place): string {
  return `refs/runbook/locks/${name}`;
}
