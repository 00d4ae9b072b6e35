import {fail, ok, type Result} from '../../base/result.ts';
import type {Value, Values} from '../../base/value.ts';
import type {EvaluationFault, Scope} from '../../expression/scope.ts';
import type {Field} from '../../kinds/field.ts';
import {parseField} from '../../kinds/parse-field.ts';
import {isTemplate} from '../../kinds/rendered.ts';
import type {CallBlock} from '../../model/block.ts';
import type {Runbook} from '../../model/runbook.ts';

/** The inputs of what a call runs: each text given, read by the declared type of its input, else the default. */
export function callInputs(runbook: Runbook, block: CallBlock, scope: Scope): Result<Values, EvaluationFault> {
  const inputs: Record<string, Value> = {};
  for (const field of runbook.blocks.get(block.block)?.inputs ?? []) {
    const given = givenValue(block, field, scope);
    if (!given.ok) return given;
    if (given.value === undefined) continue;
    const parsed = parseField(field, given.value);
    if (!parsed.ok) return fail({message: `input "${field.name}": ${parsed.error}`});
    inputs[field.name] = parsed.value;
  }
  return ok(inputs);
}

function givenValue(block: CallBlock, field: Field, scope: Scope): Result<Value | undefined, EvaluationFault> {
  const template = block.with[field.name];
  if (template !== undefined) return template.value(scope);
  const {default: otherwise} = field;
  if (otherwise === undefined || !isTemplate(otherwise)) return ok(otherwise);
  return otherwise.value(scope);
}
