import type {Scope} from '../expression/scope.ts';
import type {Template} from '../template/template.ts';

/** The text with its values, for people; a value that is not to be had is shown by its name. */
export function rendered(template: Template, scope: Scope): string {
  const text = template.render(scope);
  if (text.ok) return text.value;
  const named = template.render({get: (reference) => scope.get(reference) ?? `‹${reference.join('.')}›`});
  return named.ok ? named.value : template.source.replaceAll(PLACE, '‹$1›');
}

const PLACE = /\{\{\{?[#~]?\s*([^{}]*?)\s*~?\}?\}\}/g;
