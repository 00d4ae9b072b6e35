import type {Reference} from '../../expression/scope.ts';

/** Everything that the texts and decisions in a decoded value read, each once. */
export function referencesOf(decoded: unknown): readonly Reference[] {
  const found = new Map<string, Reference>();
  gather(decoded, found);
  return [...found.values()];
}

function gather(value: unknown, found: Map<string, Reference>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('reads' in value && Array.isArray(value.reads)) {
    for (const reference of value.reads as readonly Reference[]) found.set(reference.join('.'), reference);
  }
  for (const [key, part] of Object.entries(value)) if (!BACKWARD.has(key)) gather(part, found);
}

/** Keys that lead out of the decoded value, into the text it was decoded from. */
const BACKWARD = new Set(['span', 'keys', 'reads', 'type']);

/** The names of the secrets that the texts in a decoded value read. */
export function secretsIn(decoded: unknown): readonly string[] {
  const names = referencesOf(decoded).filter(([root]) => root === 'secrets');
  return [...new Set(names.map(([, name]) => name ?? ''))];
}
