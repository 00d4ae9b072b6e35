import type {Scope} from '../expression/scope.ts';
import type {Template} from '../template/template.ts';

/** A text of the runbook before its values are known: what is not yet known stands as an ellipsis. */
export function words(template: Template): string {
  const rendered = template.render(nothing);
  return rendered.ok ? rendered.value : template.source.replace(/\{\{.*?\}\}/g, '…');
}

const nothing: Scope = {get: () => undefined};
