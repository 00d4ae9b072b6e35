import {entry, get, type MapNode, type Node} from '../../document/node.ts';
import type {Reference} from '../../expression/scope.ts';
import type {Span} from '../../text/span.ts';
import type {Ids} from '../names/ids.ts';
import type {DeclaredIn} from '../unit.ts';

/** Where the names below the file's keys are written. */
export function declaredNames(root: Node): Readonly<Record<DeclaredIn, ReadonlyMap<string, Span>>> {
  return {
    blocks: spansOf(get(root, 'blocks')),
    channels: spansOf(get(root, 'channels')),
    messages: spansOf(get(root, 'messages')),
    roles: spansOf(get(root, 'roles')),
    targets: spansOf(get(root, 'targets')),
  };
}

/** Finds where a name is declared: in the file's keys, in `inputs` of the file or block, and at its steps. */
export function declaredAt(root: Node, inputs: Node | undefined, ids: Ids): (reference: Reference) => Span | undefined {
  return ([first = '', name = '', value]) => {
    switch (first) {
      case 'inputs':
        return entry(inputs, name)?.key.span;
      case 'vars':
        return (entry(get(root, 'vars'), name) ?? variantEntry(root, name))?.key.span;
      case 'secrets':
      case 'monitors':
        return entry(get(root, first), name)?.key.span;
      case 'steps': {
        const step = ids.byId.get(name);
        return step && (value === undefined ? step.idSpan : valueSpan(step.node, value));
      }
      default:
        return undefined;
    }
  };
}

function spansOf(node: Node | undefined): ReadonlyMap<string, Span> {
  return new Map(node?.kind === 'map' ? node.entries.map(({key}) => [key.value, key.span]) : []);
}

function variantEntry(root: Node, name: string) {
  const values = get(get(root, 'variants'), 'values');
  return values?.kind === 'map' ? values.entries.map(({value}) => entry(value, name)).find(Boolean) : undefined;
}

function valueSpan(step: MapNode, name: string): Span | undefined {
  const places = [
    get(step, 'capture'),
    get(step, 'set'),
    get(step, 'outputs'),
    get(get(step, 'ask'), 'fields'),
    get(get(step, 'manual'), 'fields'),
    get(get(step, 'repeat'), 'start'),
  ];
  return places.map((place) => entry(place, name)?.key.span).find(Boolean);
}
