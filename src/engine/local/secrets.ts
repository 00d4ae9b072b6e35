import {fail, ok, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {Scope} from '../../expression/scope.ts';
import type {SecretKind, SecretWorld} from '../../kinds/secrets/contract.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import {SHORTEST_SECRET} from '../../kinds/secrets/shortest.ts';
import type {Secret} from '../../model/runbook.ts';
import {maskData} from './mask-data.ts';
import {maskText} from './process/mask.ts';
import {secretForms} from './process/secret-forms.ts';

/** The secrets of a run. Their values are in this process's memory and nowhere else. */
export interface Secrets {
  /** Reads those that are not known yet; the error names a secret that cannot be used, and why. */
  readonly resolve: () => Promise<Result<null, string>>;
  /** The name of a known secret that is one of the texts in `data`. */
  readonly nameIn: (data: Value) => string | undefined;
  /** Every form in which a known secret may appear. */
  readonly forms: () => readonly string[];
  /** Keeps a captured value out of the record; gives the text that stands for it there. */
  readonly keep: (value: string, name: string) => string;
  /** `scope` with the secrets, and with what was kept in place of the texts that stand for it. */
  readonly seenIn: (scope: Scope) => Scope;
  /** Any plain data with every known secret replaced by `***`. */
  readonly mask: <T>(data: T) => T;
}

/** What stands in the record for a captured value. */
const STAND = /^\*\*\* \(\S+ \d+\)$/;

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
  const kept = new Map<string, string>();
  let forms: readonly string[] = [];
  const learn = (value: string) => {
    forms = [...new Set([...forms, ...secretForms(value)])].sort((a, b) => b.length - a.length);
  };
  const isOpen = ([name, {source}]: readonly [string, Secret]) =>
    !values.has(name) && (!missing.has(name) || kinds[source]?.mayAppear === true);

  return {
    resolve: async () => {
      const open = Object.entries(declared).filter(isOpen);
      const read = await Promise.all(open.map(([name, secret]) => readSecret(name, secret, sources)));
      for (const [index, [name]] of open.entries()) {
        const value = read[index];
        if (value?.ok !== true) continue;
        if (value.value === undefined) missing.add(name);
        else {
          values.set(name, value.value);
          learn(value.value);
        }
      }
      const refused = read.find((value) => !value.ok);
      return refused === undefined || refused.ok ? ok(null) : fail(maskText(refused.error, forms));
    },
    nameIn: (data) => [...values].find(([, value]) => holdsText(data, value.trim()))?.[0],
    forms: () => forms,
    keep: (value, name) => {
      const stand = `*** (${name} ${kept.size + 1})`;
      kept.set(stand, value);
      learn(value);
      return stand;
    },
    seenIn: (scope) => ({
      get: (reference) => {
        if (reference[0] === 'secrets' && reference.length === 2) return values.get(reference[1] ?? '');
        const value = scope.get(reference);
        if (typeof value !== 'string') return value;
        // What an engine before this one kept went with it: no value is better than the text that stood for it.
        return kept.get(value) ?? (STAND.test(value) ? undefined : value);
      },
    }),
    mask: (data) => maskData(data, forms),
  };
}

function holdsText(data: Value, text: string): boolean {
  if (typeof data !== 'object' || data === null) return String(data).trim() === text;
  return Object.values(data).some((each: Value) => holdsText(each, text));
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
