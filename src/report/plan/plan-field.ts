import {typeText} from '../../expression/type.ts';
import type {Field} from '../../kinds/field.ts';
import type {PlanScope} from './plan-scope.ts';

/** One thing that a person types or chooses: `size: how many machines (choice of small, large)`. */
export function fieldLine(field: Field, scope: PlanScope): string {
  const {name, title, description, optional} = field;
  const words = title ?? description;
  const about = [kindText(field, scope), ...(optional ? ['may be left out'] : [])].join(', ');
  return `${name}: ${words === undefined ? '' : `${words} `}(${about})`;
}

function kindText({as, type, options}: Field, scope: PlanScope): string {
  if (options === undefined) return as ?? typeText(type);
  if (!('evaluate' in options)) return `one of ${options.join(', ')}`;
  const known = scope.knows(options.reads) ? options.evaluate(scope) : undefined;
  if (known?.ok !== true || !Array.isArray(known.value)) return `one of ‹${options.source}›`;
  return `one of ${known.value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(', ')}`;
}
