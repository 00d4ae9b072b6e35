import {ok} from '../../base/result.ts';
import {Word} from '../grammar/fragments.ts';
import type {Static} from '../grammar/schema.ts';
import type {LockKind} from './contract.ts';

const schema = Word({
  description: 'A folder on a file system that every machine of the team mounts; `~` is the home folder.',
  examples: ['/mnt/operations/locks'],
});

/** Older files than so many say nothing any more. */
const KEPT = 20;

/** What stands in a file by which the lock was given back. One that is empty is not our doing, and gives nothing back. */
const GIVEN_BACK = 'given back';

/**
 * A lock in a shared folder: a series of numbered files of which the highest counts; one of them says that the lock was
 * given back. Whoever makes the next number, which only one can, has changed it.
 */
export const folder = {
  kind: 'folder',
  summary: 'Keeps the lock in a folder that all machines share, such as one on NFS.',
  schema,
  examples: ['folder: /mnt/operations/locks'],
  reach: (body) => `whoever shares the folder ${body}`,
  where: ({body, name}, {version}) => `${body}/${name}/lock.${version}`,
  lookEvery: 500,
  async read({body, name}, world) {
    const place = `${body}/${name}`;
    const names = await world.list(place);
    if (!names.ok) return names;
    const number = highest(names.value);
    if (number === 0) return ok({version: '0'});
    const text = await world.readFile(`${place}/lock.${number}`);
    if (!text.ok) return text;
    return ok({version: String(number), ...(text.value.trim() !== GIVEN_BACK && {text: text.value})});
  },
  async swap({body, name}, {seen, text}, world) {
    const place = `${body}/${name}`;
    const next = Number(seen.version) + 1;
    const made = await world.create(`${place}/lock.${next}`, text ?? `${GIVEN_BACK}\n`);
    if (!made.ok) return made;
    if (!made.value) return ok(undefined);
    const names = await world.list(place);
    if (!names.ok) return names;
    // Whoever was asleep since the file of this number was removed has made it anew, and holds nothing.
    if (highest(names.value) !== next) return ok(undefined);
    for (const old of names.value.filter((each) => numberOf(each) > 0 && numberOf(each) <= next - KEPT)) {
      await world.remove(`${place}/${old}`);
    }
    return ok({version: String(next), ...(text !== undefined && {text})});
  },
} satisfies LockKind<Static<typeof schema>>;

function highest(names: readonly string[]): number {
  return Math.max(0, ...names.map(numberOf));
}

function numberOf(name: string): number {
  return Number(/^lock\.(\d+)$/.exec(name)?.[1] ?? 0);
}
