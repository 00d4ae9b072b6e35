import type {Value} from '../../base/value.ts';
import type {Node} from '../../document/node.ts';
import type {Expression} from '../../expression/expression.ts';
import type {Pattern} from '../../expression/pattern.ts';
import type {Type as ValueType} from '../../expression/type.ts';
import type {Place, Template} from '../../template/template.ts';
import {
  type Static,
  type TObject,
  type TOptional,
  type TProperties,
  type TSchema,
  type TUnsafe,
  Type,
} from './schema.ts';

/**
 * The building blocks of the grammar. A fragment is at once the JSON Schema of a piece of YAML and the TypeScript type
 * of what the checker decodes it to: a text becomes a `Template`, a decision an `Expression`, `5m` a number of
 * milliseconds. The `x-…` annotations tell the checker how; they are left out of the published schema.
 */
export interface Described {
  /** One sentence for completion and docs. */
  readonly description: string;
  /** One or more YAML values as examples. */
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

/**
 * Which names a text or decision may use: `before` what is visible before the step (the default) · `result` that and
 * the result of the act (`exit stdout …`) and the step's own captures · `item` one option of a list ·
 * `breach` a monitor's `value baseline` · `sample` the result of a monitor's probe · `loop` the loop's own name as well ·
 * `pass` that and the ids of a loop's pass · `inside` the ids inside a group, for `outputs` · `inputs` inputs only ·
 * `none` constants only.
 */
export type Visibility =
  | 'before'
  | 'result'
  | 'item'
  | 'breach'
  | 'sample'
  | 'loop'
  | 'pass'
  | 'inside'
  | 'inputs'
  | 'none';

/** A Handlebars text that stands in `place`. */
export function Text(place: Place, about: Described & {readonly names?: Visibility; readonly pattern?: string}) {
  const {names, ...rest} = about;
  return Type.Unsafe<Template>({
    ...rest,
    type: ['string', 'number', 'boolean'],
    'x-text': place,
    ...(names && {'x-names': names}),
  });
}

/** Marks a text whose value is recorded: no secret may stand in it. */
export function Recorded<T extends TSchema>(text: T) {
  return Type.Unsafe<Static<T>>({...text, 'x-recorded': true});
}

/** A CEL decision whose value must be of `type` (any type if undefined). */
export function Cel(type: ValueType | undefined, about: Described & {readonly names?: Visibility}) {
  const {names, ...rest} = about;
  return Type.Unsafe<Expression>({
    ...rest,
    type: ['string', 'number', 'boolean'],
    'x-cel': type ?? 'any',
    ...(names && {'x-names': names}),
  });
}

/** A text that must not be empty, where another of its place might. */
export function Filled<T extends TSchema>(fragment: T) {
  return Type.Unsafe<Static<T>>({...fragment, 'x-filled': true});
}

/** Words as they stand: no braces, no expression. */
export function Word(about: Described & {readonly pattern?: string; readonly format?: string}) {
  return Type.Unsafe<string>({...about, type: 'string', 'x-word': true});
}

/** One of `options`. */
export function OneOf<const T extends string>(options: readonly T[], about: Described): TUnsafe<T> {
  return Type.Unsafe<T>({...about, type: 'string', enum: [...options]});
}

/** A duration such as `90s` or `1h30m`, decoded to milliseconds; longer than nothing unless it says `zero`. */
export function Duration(about: Described & {readonly zero?: true}) {
  const {zero, ...rest} = about;
  return Type.Unsafe<number>({
    examples: ['90s', '5m'],
    ...rest,
    type: 'string',
    'x-duration': true,
    ...(zero && {'x-zero': true}),
  });
}

/** A duration that may come from a value, as in `{{inputs.pause}}`; checked where it is constant. */
export function DurationText(about: Described) {
  return Type.Unsafe<Template>({examples: ['30m'], ...about, type: 'string', 'x-text': 'value', 'x-duration': 'text'});
}

/** A duration or a range of them such as `15m-30m`, decoded to milliseconds. */
export function DurationRange(about: Described) {
  return Type.Unsafe<{readonly low: number; readonly high: number}>({...about, type: 'string', 'x-duration': 'range'});
}

/** A whole number, or a word that matches `pattern` (matched whole). */
export function IntOr<T extends string = string>(
  pattern: string,
  about: Described & {readonly minimum?: number; readonly maximum?: number},
) {
  return Type.Unsafe<number | T>({...about, type: ['integer', 'string'], pattern: `^(?:${pattern})$`});
}

/** A whole number. */
export function Int(about: Described & {readonly minimum?: number; readonly maximum?: number}) {
  return Type.Unsafe<number>({...about, type: 'integer'});
}

/** Yes or no. */
export function Bool(about: Described) {
  return Type.Unsafe<boolean>({...about, type: 'boolean'});
}

/** An RE2 pattern without values, compiled. */
export function RegExp2(about: Described) {
  return Type.Unsafe<Pattern>({...about, type: 'string', 'x-pattern': true});
}

/** An RE2 pattern that may hold values, which match literally; one with braces is compiled when it is used. */
export function PatternText(about: Described) {
  return Type.Unsafe<Pattern | Template>({...about, type: 'string', 'x-pattern': 'template'});
}

/** The id of a step that stands elsewhere in the file. */
export function StepRef(about: Described) {
  return Type.Unsafe<string>({...about, type: 'string', 'x-step-ref': true});
}

/** Any JSON; its texts are templates in the place `value`. Decoded to a tree of templates and values. */
export function Json(about: Described) {
  return Type.Unsafe<JsonTemplate>({...about, 'x-json': true});
}

/** A plain value, as in `vars` and `default`: texts are templates over inputs. */
export function Plain(about: Described) {
  return Type.Unsafe<Value | Template>({...about, 'x-plain': true});
}

/** JSON whose texts may hold values. */
export type JsonTemplate =
  | null
  | boolean
  | number
  | Template
  | readonly JsonTemplate[]
  | {readonly [key: string]: JsonTemplate};

/** A list of `items`. */
export function ListOf<T extends TSchema>(items: T, about: Described & {readonly minItems?: number}) {
  return Type.Array(items, {...about});
}

/** Marks a list as a program and its arguments: no value may stand where the program would run it. */
export function Arguments<T extends TSchema>(list: T) {
  return Type.Unsafe<Static<T>>({...list, 'x-arguments': true});
}

/** Marks a map as a command, with `argv` and `stdin`: no value may stand in an input that is run. */
export function CommandMap<T extends TSchema>(map: T) {
  return Type.Unsafe<Static<T>>({...map, 'x-command': true});
}

/** `one` or a list of it, decoded to a list. */
export function OneOrMore<T extends TSchema>(one: T, about: Described) {
  return Type.Unsafe<readonly Static<T>[]>({...one, ...about, 'x-one-or-more': one});
}

/** People by their user names; a role stands for its members. Decoded to the names of people. */
export function People(about: Described) {
  return Type.Unsafe<readonly string[]>({
    ...about,
    type: 'array',
    items: Word({description: 'A user or a role.', examples: ['release_manager']}),
    minItems: 1,
    'x-people': true,
  });
}

/** The path of a file that is read with the runbook and kept with its runs. Decoded to the name it is kept under. */
export function KeptFile(about: Described) {
  return Type.Unsafe<string>({...about, type: 'string', 'x-word': true, 'x-kept-file': true});
}

/** A map whose keys are names of the author's (`x-keys` says which: `id`, `variable`, `free`), each value a `value`. */
export function MapOf<T extends TSchema>(value: T, about: Described & {readonly keys?: 'id' | 'free' | 'variable'}) {
  const {keys = 'id', ...rest} = about;
  return Type.Unsafe<Readonly<Record<string, Static<T>>>>({
    ...rest,
    type: 'object',
    additionalProperties: value,
    'x-keys': keys,
  });
}

/**
 * A map with a short form: a scalar stands for `{[text]: scalar}`, a list for `{[list]: list}`.
 * Rule 6 of the language: a short form is a scalar or a list, the long form a map.
 */
export function Short<T extends TSchema>(long: T, short: {readonly text?: string; readonly list?: string}) {
  return Type.Unsafe<Static<T>>({...long, 'x-short': short});
}

/** What is said of a closed map; `minProperties` where one without keys would say nothing. */
type ClosedAbout = Described & {readonly minProperties?: number};

/** A closed map: `properties` (wrapped in `Type.Optional` where they may be left out) and no other key. */
export function Closed<T extends TProperties>(properties: T, about: ClosedAbout): TObject<T> {
  return Type.Object(properties, {...about, additionalProperties: false});
}

/** A closed map of which any key may be left out. */
export function AllOptional<T extends TProperties>(
  properties: T,
  about: Described,
): TObject<{[K in keyof T]: TOptional<T[K]>}> {
  const optional = Object.entries(properties).map(([key, value]) => [key, Type.Optional(value)]);
  return Closed(Object.fromEntries(optional) as {[K in keyof T]: TOptional<T[K]>}, about);
}

/** A closed map of which at least one of `keys` must be given. */
export function SomeKeyOf<T extends TProperties>(keys: readonly string[], properties: T, about: Described): TObject<T> {
  return Type.Object(properties, {...about, additionalProperties: false, 'x-some-of': keys});
}

/** A closed map of which exactly one of `keys` must be given. */
export function OneKeyOf<T extends TProperties>(keys: readonly string[], properties: T, about: Described): TObject<T> {
  return Type.Object(properties, {...about, additionalProperties: false, 'x-one-key-of': keys});
}

/** One of `words`, or a map `long`. */
export function WordOrMap<const W extends string, T extends TSchema>(words: readonly W[], long: T, about: Described) {
  return Type.Unsafe<W | Static<T>>({
    ...long,
    ...about,
    type: ['string', 'object'],
    pattern: `^(?:${words.join('|')})$`,
    'x-words': words,
  });
}

/** A list written out, each an `item`, or a CEL decision that gives one. */
export function ListOrCel<T extends TSchema>(
  item: T,
  about: Described & {readonly names?: Visibility; readonly minItems?: number},
) {
  const {names, ...rest} = about;
  return Type.Unsafe<readonly Static<T>[] | Expression>({
    ...rest,
    type: ['array', 'string'],
    items: item,
    'x-list-or-cel': true,
    ...(names && {'x-names': names}),
  });
}

/** Marks what is checked now and executed later: `exec` refuses it by name. */
export function notYet<T extends TSchema>(fragment: T) {
  return Type.Unsafe<Static<T>>({...fragment, 'x-not-yet': true});
}

/** Steps, an action or a probe: decoded by the checker's own walk, which alone knows what each place can see. */
export function Nested(what: 'steps' | 'action' | 'probe' | 'arms', about: Described) {
  return Type.Unsafe<Node>({...about, 'x-nested': what});
}

/** As `Nested`, or a map that has `key`, which is decoded by `alternative` instead. */
export function NestedOr<T extends TSchema>(
  what: 'action' | 'probe',
  or: {readonly key: string; readonly alternative: T},
  about: Described,
) {
  return Type.Unsafe<Node | Static<T>>({...about, 'x-nested': what, 'x-or': or});
}
