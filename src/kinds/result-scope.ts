import type {Value, Values} from '../base/value.ts';
import type {Reference, Scope} from '../expression/scope.ts';

/** `scope` with further names at its root: a result's values, `item`, `value` and `baseline`. */
export function withRoots(scope: Scope, roots: Values): Scope {
  return {
    ...scope,
    get(reference) {
      const [root, ...path] = reference;
      if (root === undefined || !Object.hasOwn(roots, root)) return scope.get(reference);
      return at(roots[root], path);
    },
  };
}

/** `scope` with the values of `branch` put below a dotted name, such as `['steps', 'build']`. */
export function withBranch(scope: Scope, name: Reference, branch: Values): Scope {
  return {
    ...scope,
    get(reference) {
      const below = name.every((part, index) => reference[index] === part);
      const key = reference[name.length];
      if (!below || key === undefined || !Object.hasOwn(branch, key)) return scope.get(reference);
      return at(branch[key], reference.slice(name.length + 1));
    },
  };
}

/** `scope` in which every secret is `***`, for what people read. */
export function masked(scope: Scope): Scope {
  return {...scope, get: (reference) => (reference[0] === 'secrets' ? '***' : scope.get(reference))};
}

function at(value: Value | undefined, path: Reference): Value | undefined {
  let found = value;
  for (const part of path) {
    if (found === null || typeof found !== 'object') return undefined;
    found = Object.hasOwn(found, part) ? (found as Values)[part] : undefined;
  }
  return found;
}
