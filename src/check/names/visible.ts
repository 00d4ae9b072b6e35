import type {Names, Reference} from '../../expression/scope.ts';
import {record, type Type} from '../../expression/type.ts';
import {type Known, typeOfKnown} from './known.ts';
import {emptyLayers, type Layers} from './layers.ts';

/** What a place in a runbook can see. Never changes: entering, leaving and proving give another. */
export interface Visible {
  /** Every root but `steps`: `inputs`, `vars`, a loop's name, `stdout` in a capture. */
  readonly roots: Names;
  readonly known: Layers<Known>;
  /** Ids of steps that have certainly succeeded here. */
  readonly proven: ReadonlySet<string>;
  /** Set where a condition around has faults: what it would have proven is not known. */
  readonly unsure?: boolean;
}

/** A place that sees these roots and no step. */
export const onlyRoots = (roots: Names): Visible => ({roots, known: emptyLayers(), proven: new Set()});

/** The place, with more roots. */
export const withRoots = (visible: Visible, roots: Names): Visible => ({
  ...visible,
  roots: {...visible.roots, ...roots},
});

/** The place, after a step. */
export const withKnown = (visible: Visible, known: Known): Visible => ({
  ...visible,
  known: visible.known.with(known.id, known),
});

/** The place, where these references are certainly present. */
export function proving(visible: Visible, references: readonly Reference[]): Visible {
  return references.reduce(prove, visible);
}

/**
 * The names a text may use at this place, for the compilers. Of the steps only those that `source` mentions are listed:
 * a file of thousands of steps is checked in linear time. `secrets` are given for texts, never for decisions.
 */
export function namesFor(visible: Visible, source: string, secrets?: Type): Names {
  const mentioned = new Set([...source.matchAll(/\bsteps\s*\.\s*([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''));
  const steps: Record<string, Type> = {};
  for (const id of mentioned) {
    const known = visible.known.get(id);
    if (known !== undefined)
      steps[id] = typeOfKnown(known, (each) => visible.proven.has(each), secrets ? 'template' : 'expression');
  }
  return {...visible.roots, ...(seesSteps(visible) && {steps: record(steps)}), ...(secrets && {secrets})};
}

/** Whether `steps` means anything at this place. */
export const seesSteps = ({roots}: Visible): boolean => roots.run !== undefined && roots.steps === undefined;

function prove(visible: Visible, reference: Reference): Visible {
  const [root = '', id, ...path] = reference;
  if (root !== 'steps') {
    const type = visible.roots[root];
    return type === undefined
      ? visible
      : {...visible, roots: {...visible.roots, [root]: present(type, reference.slice(1))}};
  }
  if (id === undefined) return visible;
  if (path.length === 0) return {...visible, proven: new Set([...visible.proven, id])};
  const known = visible.known.get(id);
  const [name = '', ...rest] = path;
  const type = known?.values[name];
  if (known === undefined || type === undefined) return visible;
  // A value that is there was captured: the step has run.
  const seen = withKnown(visible, {...known, values: {...known.values, [name]: present(type, rest)}});
  return {...seen, proven: new Set([...visible.proven, id])};
}

/** `type` without the doubts along `path`. */
function present(type: Type, path: readonly string[]): Type {
  if (type.kind === 'optional') return present(type.of, path);
  const [name, ...rest] = path;
  if (name === undefined || type.kind !== 'record') return type;
  const field = type.fields[name];
  return field === undefined ? type : record({...type.fields, [name]: present(field, rest)});
}
