import type {DefPath} from '../base/ids.ts';
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
  readonly hints: (def: DefPath, output: string) => readonly string[];
  /** The texts of a step's `sequence`, in order. */
  readonly milestones: (def: DefPath) => readonly string[];
  /** Where a step is written; with an assertion's name, where that expectation is. */
  readonly span: (def: DefPath, assertion?: string) => Span | undefined;
}

/** Reads a checked runbook for those who print a run of it. */
export function aboutRunbook(runbook: Runbook): About {
  return {
    runbook,
    hints: (def, output) => hintsOf(runbook.defs.get(def), output),
    milestones: (def) => milestonesOf(runbook.defs.get(def)),
    span: (def, assertion) => spanOf(runbook.defs.get(def), assertion),
  };
}

function hintsOf(block: Block | undefined, output: string): readonly string[] {
  if (block === undefined) return [];
  const seen = block.hints.filter((hint) => hint.seen?.test(output) === true);
  const always = block.hints.filter((hint) => hint.seen === undefined);
  return [...seen, ...always].map(hintText);
}

function milestonesOf(block: Block | undefined): readonly string[] {
  const milestones = block?.type === 'act' ? (block.expect.sequence ?? []) : [];
  return milestones.map(({text}) => wordsOf(text));
}

function hintText({text, try: attempt}: Hint): string {
  return attempt === undefined ? wordsOf(text) : `${wordsOf(text)}: ${wordsOf(attempt)}`;
}

const nothing: Scope = {get: () => undefined};

/** The words of a template; its source where it needs values that are not to be had. */
export function wordsOf(template: Template): string {
  const rendered = template.render(nothing);
  return rendered.ok ? rendered.value : template.source;
}

function spanOf(block: Block | undefined, assertion: string | undefined): Span | undefined {
  if (block === undefined) return undefined;
  const wanted = assertion === undefined ? undefined : (block.keys[assertion] ?? block.keys[`expect.${assertion}`]);
  return wanted ?? (assertion === undefined ? undefined : block.keys.expect) ?? block.span;
}
