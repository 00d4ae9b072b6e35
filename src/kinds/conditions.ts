import type {Scope} from '../expression/scope.ts';
import type {ConditionsDecoded} from './grammar/conditions.ts';
import type {FailedExpectation} from './steps/contract.ts';

/** Those of `conditions` that do not hold, each with the part that is false and the values it read. */
export function failedConditions(conditions: ConditionsDecoded, scope: Scope): readonly FailedExpectation[] {
  return conditions.flatMap(({that, because}) => {
    const outcome = that.evaluate(scope);
    if (outcome.ok && outcome.value === true) return [];
    const meaning = because?.render(scope);
    return [
      {
        assertion: 'that',
        expected: outcome.ok ? that.falsePart(scope) : that.source,
        actual: outcome.ok ? observedText(that.observed(scope)) : outcome.error.message,
        ...(meaning?.ok && {because: meaning.value}),
      },
    ];
  });
}

function observedText(observed: ReturnType<ConditionsDecoded[number]['that']['observed']>): string {
  if (observed.length === 0) return 'false';
  return observed.map(({name, value}) => `${name} is ${value === undefined ? 'absent' : shown(value)}`).join(', ');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
