import {ok} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import type {Place, Template} from './template.ts';

/** A template that is `value` whatever its scope; where it stands as a text, the value's own text or its JSON. */
export function constantTemplate(value: Value, place: Place): Template {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    source: text,
    place,
    reads: [],
    secrets: [],
    constant: true,
    render: () => ok(text),
    outline: () => text,
    value: () => ok(value),
    script: () => ok({text, variables: []}),
  };
}
