import type {JsonSchema} from './json-schema.ts';

/** The same schema with what occurs more than once written once, below `definitions`, named after the key where it stands first. */
export function shareDefinitions(schema: JsonSchema): JsonSchema {
  const seen = new Map<string, {count: number; readonly key: string}>();
  count(schema, 'root', seen);
  const names = new Map<string, string>();
  const definitions: Record<string, JsonSchema> = {};
  const taken = new Set(Object.keys((schema.definitions as object | undefined) ?? {}));
  const share = (below: JsonSchema): JsonSchema => {
    const written = JSON.stringify(below);
    const {count: times, key} = seen.get(written) ?? {count: 0, key: ''};
    if (times < 2 || written.length < SHORTEST) return mapBelow(below, share);
    let name = names.get(written);
    if (name === undefined) {
      name = freeName(key, taken);
      names.set(written, name);
      definitions[name] = mapBelow(below, share);
    }
    return {$ref: `#/definitions/${name}`};
  };
  const shared = mapBelow(schema, share);
  return {...shared, definitions: {...(shared.definitions as object | undefined), ...definitions}};
}

/** What is shorter is clearer where it stands. */
const SHORTEST = 80;

function count(schema: JsonSchema, key: string, seen: Map<string, {count: number; readonly key: string}>): void {
  for (const [name, below] of childrenOf(schema)) {
    const written = JSON.stringify(below);
    const known = seen.get(written);
    if (known === undefined) {
      seen.set(written, {count: 1, key: /^[a-z_]+$/.test(name) ? name : key});
      count(below, name, seen);
    } else known.count += 1;
  }
}

const MAPS = ['properties', 'definitions'];
const LISTS = ['oneOf', 'anyOf', 'allOf'];
const SINGLE = ['additionalProperties', 'items'];

function childrenOf(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (!isObject(value)) return [];
    if (MAPS.includes(keyword)) return Object.entries(value as Readonly<Record<string, JsonSchema>>);
    if (LISTS.includes(keyword))
      return Object.values(value as Readonly<Record<string, JsonSchema>>).map((each) => [keyword, each] as const);
    return SINGLE.includes(keyword) ? [[keyword, value as JsonSchema] as const] : [];
  });
}

function mapBelow(schema: JsonSchema, change: (below: JsonSchema) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (!isObject(value)) return [keyword, value];
    if (keyword === 'definitions') return [keyword, mapValues(value, (each) => mapBelow(each, change))];
    if (MAPS.includes(keyword)) return [keyword, mapValues(value, change)];
    if (LISTS.includes(keyword))
      return [keyword, (value as readonly JsonSchema[]).map((each) => mapBelow(each, change))];
    return SINGLE.includes(keyword) ? [keyword, change(value as JsonSchema)] : [keyword, value];
  });
  return Object.fromEntries(entries);
}

function mapValues(value: object, change: (below: JsonSchema) => JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each as JsonSchema)]));
}

function freeName(key: string, taken: Set<string>): string {
  const base = key === 'items' || key === 'additionalProperties' ? 'item' : key;
  let name = base;
  for (let n = 2; taken.has(name); n += 1) name = `${base}_${n}`;
  taken.add(name);
  return name;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
