import {posix} from 'node:path';

/** One import of a file; a type import costs nothing at run time, a dynamic one nothing at start. */
export interface Import {
  readonly specifier: string;
  readonly kind: 'static' | 'type' | 'dynamic';
  readonly line: number;
}

/** A source file: its path below `src/`, its text and what it imports. */
export interface SourceModule {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const importPatterns = [
  {kind: 'static', pattern: /^(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm},
  {kind: 'type', pattern: /^(?:import|export)\s+type\s[^'"();]*?\sfrom\s+['"]([^'"\n]+)['"]/gm},
  {kind: 'dynamic', pattern: /(?<!\/\/.*|^\s*\*.*)\bimport\(\s*['"]([^'"\n]+)['"]/gm},
] as const;

/** Reads the imports from the text; biome's format keeps every static one at the beginning of a line. */
export function readModule(path: string, text: string): SourceModule {
  const imports = importPatterns.flatMap(({kind, pattern}) =>
    [...text.matchAll(pattern)].map((match) => ({
      specifier: match[1] ?? '',
      kind,
      line: text.slice(0, match.index).split('\n').length,
    })),
  );
  return {path, text, imports: imports.sort((a, b) => a.line - b.line)};
}

/** The path below `src/` that a relative import names, or undefined for a package or a built-in of Node. */
export function resolveImport(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined;
}

/** Every file and package that loading `start` loads at once, each with the chain of files that leads there. */
export function loadedBy(start: string, modules: readonly SourceModule[]): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const found = new Map<string, readonly string[]>([[start, [start]]]);
  for (const [path, chain] of found) {
    for (const {specifier, kind} of byPath.get(path)?.imports ?? []) {
      const target = resolveImport(path, specifier) ?? specifier;
      if (kind === 'static' && !found.has(target)) found.set(target, [...chain, target]);
    }
  }
  return found;
}

/**
 * The cycles among files, each once and beginning with its alphabetically first file. Lazy imports do not count, nor
 * the type imports of `recursiveTypes` (from the key to the value): data that holds itself, told in two files.
 */
export function findCycles(
  modules: readonly SourceModule[],
  recursiveTypes: Readonly<Record<string, string>> = {},
): readonly string[] {
  const targets = new Map(
    modules.map((module) => [module.path, eagerTargets(module, recursiveTypes[module.path])] as const),
  );
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.add(describeCycle(trail.slice(start)));
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return [...cycles];
}

function eagerTargets({path, imports}: SourceModule, recursiveType: string | undefined): readonly string[] {
  return imports.flatMap(({specifier, kind}) => {
    const target = resolveImport(path, specifier);
    const counts = kind === 'static' || (kind === 'type' && target !== recursiveType);
    return target && counts ? [target] : [];
  });
}

function describeCycle(cycle: readonly string[]): string {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '');
  const rotated = [...cycle.slice(first), ...cycle.slice(0, first)];
  return [...rotated, rotated[0]].join(' → ');
}
