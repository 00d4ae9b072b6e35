import {fail, ok, type Result} from '../../base/result.ts';
import type {Value} from '../../base/value.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {Io} from '../../kinds/io.ts';
import type {SecretKind} from '../../kinds/secrets/contract.ts';
import {secretKinds} from '../../kinds/secrets/index.ts';
import type {Secret} from '../../model/runbook.ts';
import {maskText, secretForms} from './process/mask.ts';

/** The secrets of a run. Their values are in this process's memory and nowhere else. */
export interface Secrets {
  /** Reads those that are not known yet; the error names a secret that cannot be used, and why. */
  readonly resolve: () => Promise<Result<null, string>>;
  readonly value: (name: string) => Result<string, EvaluationFault>;
  /** Every form in which a known secret may appear. */
  readonly forms: () => readonly string[];
  /** Keeps a captured value out of the record; gives the text that stands for it there. */
  readonly keep: (value: string, name: string) => string;
  /** `scope` with the secrets, and with what was kept in place of the texts that stand for it. */
  readonly seenIn: (scope: Scope) => Scope;
  /** Any plain data with every known secret replaced by `***`. */
  readonly mask: <T>(data: T) => T;
}

const SHORTEST = 4;

const kinds: Readonly<Record<string, SecretKind<never> | undefined>> = secretKinds;

/** The secrets that a runbook declares; nothing is read yet. */
export function openSecrets(
  declared: Readonly<Record<string, Secret>>,
  io: Pick<Io, 'environment' | 'readFile'>,
): Secrets {
  const values = new Map<string, string>();
  const kept = new Map<string, string>();
  let forms: readonly string[] = [];
  const learn = (value: string) => {
    forms = [...new Set([...forms, ...secretForms(value)])].sort((a, b) => b.length - a.length);
  };

  return {
    resolve: async () => {
      for (const [name, secret] of Object.entries(declared)) {
        if (values.has(name)) continue;
        const value = await read(name, secret, io);
        if (!value.ok) return value;
        if (value.value === undefined) continue;
        values.set(name, value.value);
        learn(value.value);
      }
      return ok(null);
    },
    value: (name) => {
      const value = values.get(name);
      return value === undefined ? fail({message: `the secret "${name}" is missing`}) : ok(value);
    },
    forms: () => forms,
    keep: (value, name) => {
      const stand = `*** (${name} ${kept.size + 1})`;
      kept.set(stand, value);
      if (value.length >= SHORTEST) learn(value);
      return stand;
    },
    seenIn: (scope) => ({
      get: (reference) => {
        if (reference[0] === 'secrets' && reference.length === 2) return values.get(reference[1] ?? '');
        const value = scope.get(reference);
        return typeof value === 'string' ? (kept.get(value) ?? value) : value;
      },
    }),
    mask: (data) => (forms.length === 0 ? data : (maskData(data as Value, forms) as typeof data)),
  };
}

async function read(
  name: string,
  {source, body, optional}: Secret,
  io: Pick<Io, 'environment' | 'readFile'>,
): Promise<Result<string | undefined, string>> {
  const kind = kinds[source];
  if (kind?.read === undefined) return fail(`secrets from "${source}" cannot be read yet`);
  const value = await kind.read(body as never, io as Io);
  if (!value.ok || value.value === undefined) {
    if (optional) return ok(undefined);
    const why = value.ok ? `${source}: ${String(body)} gives none` : value.error.message;
    return fail(`the secret "${name}" is missing: ${why}`);
  }
  if (value.value.length >= SHORTEST) return value;
  return fail(`the secret "${name}" is shorter than ${SHORTEST} characters, and could not be kept out of the record`);
}

function maskData(data: Value, forms: readonly string[]): Value {
  if (typeof data === 'string') return maskText(data, forms);
  if (Array.isArray(data)) return data.map((item: Value) => maskData(item, forms));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, maskData(value as Value, forms)]));
}
