import type {DefPath} from '../base/ids.ts';
import type {StepView} from '../events/view.ts';
import type {Scope} from '../expression/scope.ts';
import type {Block} from '../model/block.ts';
import type {Runbook} from '../model/runbook.ts';
import type {Hint} from '../model/step.ts';
import type {Template} from '../template/template.ts';
import type {Span} from '../text/span.ts';

/** What a record needs of the runbook to be read: hints, and the places in the text. */
export interface About {
  readonly runbook: Runbook;
  /** The hints of a step and of what it stands in, those whose `seen` occurs in `output` first. */
  readonly hints: (step: Step, output: string) => readonly string[];
  /** The texts of a step's `sequence`, in order. */
  readonly milestones: (step: Step) => readonly string[];
  /** Where a step is written; with an assertion's name, where that expectation is. */
  readonly span: (def: DefPath, assertion?: string) => Span | undefined;
}

/** A step of a run, as far as its words are concerned. */
type Step = Pick<StepView, 'def' | 'words'>;

/** Reads a checked runbook for those who print a run of it. */
export function aboutRunbook(runbook: Runbook): About {
  return {
    runbook,
    hints: (step, output) => hintsOf(blockOf(runbook, step), {output, ...step}),
    milestones: (step) => milestonesOf(blockOf(runbook, step), step),
    span: (def, assertion) => spanOf(runbook.defs.get(def), assertion),
  };
}

function blockOf({defs}: Runbook, {def}: Step): Block | undefined {
  return def === undefined ? undefined : defs.get(def);
}

function hintsOf(block: Block | undefined, {output, words}: Step & {readonly output: string}): readonly string[] {
  if (block === undefined) return [];
  const seen = block.hints.filter((hint) => hint.seen?.test(output) === true);
  const always = block.hints.filter((hint) => hint.seen === undefined);
  return [...seen, ...always].map((hint) => hintText(hint, words));
}

function milestonesOf(block: Block | undefined, {words}: Step): readonly string[] {
  const milestones = block?.type === 'act' ? (block.expect.sequence ?? []) : [];
  return milestones.map(({text}) => wordsOf(text, words));
}

function hintText({text, try: attempt}: Hint, words: Step['words']): string {
  return attempt === undefined ? wordsOf(text, words) : `${wordsOf(text, words)}: ${wordsOf(attempt, words)}`;
}

const nothing: Scope = {get: () => undefined};

/** The words of a template: those it had when its step began, else its source where it needs values. */
export function wordsOf(template: Template, words: Step['words'] = undefined): string {
  const known = words !== undefined && Object.hasOwn(words, template.source) ? words[template.source] : undefined;
  if (known !== undefined) return known;
  const rendered = template.render(nothing);
  return rendered.ok ? rendered.value : template.source;
}

function spanOf(block: Block | undefined, assertion: string | undefined): Span | undefined {
  if (block === undefined) return undefined;
  const wanted = assertion === undefined ? undefined : (block.keys[assertion] ?? block.keys[`expect.${assertion}`]);
  return wanted ?? (assertion === undefined ? undefined : block.keys.expect) ?? block.span;
}
