import {fail, ok, type Result} from '../base/result.ts';
import type {Value} from '../base/value.ts';
import {compilePattern, type Pattern} from '../expression/pattern.ts';
import type {EvaluationFault, Scope} from '../expression/scope.ts';
import type {Template} from '../template/template.ts';
import type {JsonTemplate} from './grammar/fragments.ts';

/** A decoded argument with its values: texts rendered, templated patterns compiled, everything else as it is. */
export function rendered(decoded: unknown, scope: Scope): Result<unknown, EvaluationFault> {
  return walk(decoded, (template) => renderedText(template, scope));
}

/** Decoded JSON with its values: a text that is a single reference keeps the type of its value. */
export function renderedJson(decoded: JsonTemplate, scope: Scope): Result<Value, EvaluationFault> {
  return walk(decoded, (template) => template.value(scope)) as Result<Value, EvaluationFault>;
}

/** Decoded texts by name, rendered. */
export function renderedTexts(
  decoded: Readonly<Record<string, Template>>,
  scope: Scope,
): Result<Readonly<Record<string, string>>, EvaluationFault> {
  return rendered(decoded, scope) as Result<Readonly<Record<string, string>>, EvaluationFault>;
}

/** A text for people: with its values, or, while one of them cannot be had, with that in `‹ ›`. */
export function outlined(template: Template, scope: Scope): string {
  if (template.place === 'url') return template.outline(scope);
  const text = template.render(scope);
  return text.ok ? text.value : template.outline(scope);
}

/** Decoded JSON for people: what cannot be had yet stands in it as a text in `‹ ›`. */
export function outlinedJson(decoded: JsonTemplate, scope: Scope): Value {
  const json = walk(decoded, (template) => {
    const value = template.value(scope);
    return value.ok ? value : ok(template.outline(scope));
  });
  return json.ok ? (json.value as Value) : null;
}

/** Whether `decoded` is a text with places for values. */
export function isTemplate(decoded: unknown): decoded is Template {
  return typeof decoded === 'object' && decoded !== null && 'place' in decoded && 'render' in decoded;
}

type Rendering = (template: Template) => Result<unknown, EvaluationFault>;

function walk(decoded: unknown, render: Rendering): Result<unknown, EvaluationFault> {
  if (Array.isArray(decoded)) return walkList(decoded, render);
  if (typeof decoded !== 'object' || decoded === null) return ok(decoded);
  if (isTemplate(decoded)) return render(decoded);
  if (isPattern(decoded)) return ok(decoded);
  const values: [string, unknown][] = [];
  for (const [key, value] of Object.entries(decoded)) {
    const part = walk(value, render);
    if (!part.ok) return part;
    values.push([key, part.value]);
  }
  return ok(Object.fromEntries(values));
}

function walkList(decoded: readonly unknown[], render: Rendering): Result<unknown, EvaluationFault> {
  const items: unknown[] = [];
  for (const item of decoded) {
    const part = walk(item, render);
    if (!part.ok) return part;
    items.push(part.value);
  }
  return ok(items);
}

function isPattern(decoded: object): decoded is Pattern {
  return 'test' in decoded && 'find' in decoded && typeof decoded.test === 'function';
}

function renderedText(template: Template, scope: Scope): Result<unknown, EvaluationFault> {
  const text = template.render(scope);
  if (!text.ok || template.place !== 'pattern') return text;
  const pattern = compilePattern(text.value);
  return pattern.ok ? pattern : fail({message: `the pattern ${text.value} cannot be read: ${pattern.error}`});
}
