import {fail, ok, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {Scope} from '../../expression/scope.ts';
import type {SecretKind, SecretWorld} from '../../kinds/secrets/contract.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import {SHORTEST_SECRET} from '../../kinds/secrets/shortest.ts';
import type {Secret} from '../../model/runbook.ts';
import {keepCaptures} from './kept-captures.ts';
import {maskData} from './mask-data.ts';
import {maskText} from './process/mask.ts';
import {secretForms, tellingForms} from './process/secret-forms.ts';

/** The secrets of a run. Their values are in this process's memory and nowhere else. */
export interface Secrets {
  /** Reads those that are not known yet; the error names a secret that cannot be used, and why. */
  readonly resolve: () => Promise<Result<null, string>>;
  /** The name of a known secret that is one of the texts in `data`, or stands in one of them and is no chance word there. */
  readonly nameIn: (data: Value) => string | undefined;
  /** Whether one that is needed is not known, so that it cannot be masked. */
  readonly lacks: () => boolean;
  /** Why one of these, by their names, is missing that is needed; undefined if none is. */
  readonly whyMissing: (names: Iterable<string>) => string | undefined;
  /** Every form in which a known secret may appear. */
  readonly forms: () => readonly string[];
  /** Keeps a captured value out of the record; gives the text that stands for it there. */
  readonly keep: (value: Value, name: string) => Value;
  /** `scope` with the secrets, and with what was kept in place of the texts that stand for it. */
  readonly seenIn: (scope: Scope) => Scope;
  /** Any plain data with every known secret replaced by `***`. */
  readonly mask: <T>(data: T) => T;
}

/** More cannot be looked for in everything that is printed. */
const LONGEST = 64 * 1024;

const kinds: Readonly<Record<string, SecretKind<never> | undefined>> = secretKinds;

/** Where the secrets of a run come from. */
export type SecretSources = Omit<SecretWorld, 'typed'> & {
  /** What a person typed, by the names of secrets. */
  readonly typed: Readonly<Record<string, string>>;
};

/** The secrets that a runbook declares; nothing is read yet. */
export function openSecrets(declared: Readonly<Record<string, Secret>>, sources: SecretSources): Secrets {
  const values = new Map<string, string>();
  const missing = new Set<string>();
  const refused = new Map<string, string>();
  let forms: readonly string[] = [];
  const learn = (value: string) => {
    forms = [...new Set([...forms, ...secretForms(value)])].sort((a, b) => b.length - a.length);
  };
  const captures = keepCaptures(learn);
  const isOpen = ([name, {source}]: readonly [string, Secret]) =>
    !values.has(name) && (!missing.has(name) || kinds[source]?.mayAppear === true);

  return {
    resolve: async () => {
      const open = Object.entries(declared).filter(isOpen);
      const read = await Promise.all(open.map(([name, secret]) => readSecret(name, secret, sources)));
      for (const [index, [name]] of open.entries()) {
        const value = read[index];
        if (value?.ok === false) refused.set(name, value.error);
        if (value?.ok !== true) continue;
        refused.delete(name);
        if (value.value === undefined) missing.add(name);
        else {
          values.set(name, value.value);
          learn(value.value);
        }
      }
      const [why] = refused.values();
      return why === undefined ? ok(null) : fail(maskText(why, forms));
    },
    lacks: () => refused.size > 0,
    whyMissing: (names) => {
      const name = [...names].find((each) => refused.has(each));
      return name === undefined ? undefined : maskText(refused.get(name) ?? '', forms);
    },
    nameIn: (data) => [...values].find(([, value]) => isIn(data, value))?.[0],
    forms: () => forms,
    keep: captures.keep,
    seenIn: (scope) => ({
      get: (reference) => {
        if (reference[0] === 'secrets' && reference.length === 2) return values.get(reference[1] ?? '');
        return captures.seen(scope.get(reference));
      },
    }),
    mask: (data) => maskData(data, forms),
  };
}

function isIn(data: Value, secret: string): boolean {
  const telling = tellingForms(secret);
  const holds = (each: Value): boolean => {
    if (typeof each === 'object' && each !== null) return Object.values(each).some(holds);
    const text = String(each);
    return text.trim() === secret.trim() || telling.some((form) => text.includes(form));
  };
  return holds(data);
}

async function readSecret(
  name: string,
  {source, body, optional}: Secret,
  sources: SecretSources,
): Promise<Result<string | undefined, string>> {
  const kind = kinds[source];
  if (kind === undefined) throw new Error(`there is no source of secrets "${source}"`);
  const typed = () => (Object.hasOwn(sources.typed, name) ? sources.typed[name] || undefined : undefined);
  const value = await kind.read(body as never, {...sources, typed});
  if (!value.ok || value.value === undefined) {
    if (optional) return ok(undefined);
    const why = value.ok ? kind.absent(body as never) : value.error.message;
    return fail(`the secret "${name}" is missing: ${why}`);
  }
  const {length} = value.value;
  if (length < SHORTEST_SECRET) {
    return fail(
      `the secret "${name}" is shorter than ${SHORTEST_SECRET} characters, and could not be kept out of the record`,
    );
  }
  if (length > LONGEST) {
    return fail(`the secret "${name}" is longer than ${LONGEST / 1024} KiB, and could not be kept out of the record`);
  }
  return value;
}
