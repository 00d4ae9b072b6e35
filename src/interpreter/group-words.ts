import type {Scope} from '../expression/scope.ts';
import {outlined} from '../kinds/rendered.ts';
import type {Block, WaitBlock} from '../model/block.ts';

/** What holds other steps. */
type Holder = Exclude<Block, {readonly type: 'act' | 'ask' | 'decide' | 'wait'}>;

/** A group in a few words, where the author gave it neither a title nor a name and it stands as a step. */
export function groupWords(block: Holder, nameOf: (step: Block) => string): string | undefined {
  if (block.title !== undefined) return undefined;
  if (block.type === 'call') return block.calls;
  if (block.named || !STEP.test(block.def)) return undefined;
  switch (block.type) {
    case 'choose':
      return `one of ${block.arms.length} ways, as a person chooses`;
    case 'branch':
      return `the first of ${block.arms.length} ways that is right`;
    case 'foreach':
      return `for each ${block.as}`;
    case 'repeat':
      return `up to ${block.max} passes`;
    case 'remedies':
      return 'one remedy after another';
    case 'parallel':
      return `${stepsText(block.steps, nameOf)}, side by side`;
    case 'sequence':
      return stepsText(block.steps, nameOf);
  }
}

/** A pause in a few words. */
export function waitWords(block: WaitBlock, scope: Scope): string {
  if (block.step !== undefined) return `wait until ${block.step} has ended`;
  if (block.for !== undefined) return `wait ${outlined(block.for, scope)}`;
  return `wait until ${block.at === undefined ? '' : outlined(block.at, scope)}`;
}

/** Addresses of steps end with their id; those of parts, arms, rounds and bodies do not. */
const STEP = /\/[^/[\]!]+$/;

function stepsText(steps: readonly Block[], nameOf: (step: Block) => string): string {
  const [first] = steps;
  if (first === undefined) return 'no steps';
  return steps.length === 1 ? `1 step, "${nameOf(first)}"` : `${steps.length} steps from "${nameOf(first)}"`;
}
