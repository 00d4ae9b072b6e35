import {withoutEscapes} from '../../base/without-escapes.ts';
import {isProse} from '../../events/readable-ask.ts';
import {waitWords} from '../../interpreter/group-words.ts';
import {isTemplate, outlined} from '../../kinds/rendered.ts';
import type {AskingKind, StepKind} from '../../kinds/steps/contract.ts';
import {type EditBody, editOutline} from '../../kinds/steps/edit.ts';
import {stepKinds} from '../../kinds/steps/index.ts';
import type {ActBlock, AskBlock, Block, DecideBlock, RepeatBlock, WaitBlock} from '../../model/block.ts';
import type {Template} from '../../template/template.ts';
import {textOfSpan} from '../text-of-span.ts';
import {fieldLine} from './plan-field.ts';
import type {PlanScope} from './plan-scope.ts';

/** The command, request or question of a block, values put in; undefined for one that only holds others. */
export function doesText(block: Block, scope: PlanScope): string | undefined {
  switch (block.type) {
    case 'wait':
      return waitText(block, scope);
    case 'repeat':
      return repeatText(block);
    case 'ask':
      return questionText(block, scope);
    case 'act':
    case 'decide':
      return kindText(block, scope);
    default:
      return undefined;
  }
}

/** What is expected of a block, as the author wrote it, with the values that are known. */
export function expectedText({keys, ...block}: Block, scope: PlanScope): string | undefined {
  if (keys.expect === undefined || block.type !== 'act') return undefined;
  const texts = templatesIn(block.expect).filter(({constant}) => !constant);
  return texts.reduce(
    (text, template) => text.replaceAll(template.source, () => outlined(template, scope)),
    textOfSpan(keys.expect),
  );
}

function waitText(block: WaitBlock, scope: PlanScope): string {
  const failIf = block.failIf === undefined ? '' : `, failing if ${block.failIf.source}`;
  return `${waitWords(block, scope)}${failIf}`;
}

function repeatText({max, while: condition, until}: RepeatBlock): string {
  const bounds = [...(condition ? [`while ${condition.source}`] : []), ...(until ? [`until ${until.source}`] : [])];
  return `at most ${max} passes ${bounds.join(', ')}`.trimEnd();
}

function kindText(block: ActBlock | DecideBlock, scope: PlanScope): string | undefined {
  if (block.kind === 'edit') return editOutline(block.body as EditBody, scope);
  const kind = kindOf(block.kind);
  if (kind?.sort !== 'acts' && kind?.sort !== 'decides') return undefined;
  if (kind.outline !== undefined) return kind.outline(block.body, scope);
  const text = kind.describe(block.body, scope);
  return text.ok ? text.value : undefined;
}

/** The words of a question, what is to be ticked, and what is to be typed or chosen. */
function questionText(block: AskBlock, scope: PlanScope): string | undefined {
  const kind = kindOf(block.kind);
  if (kind?.sort !== 'asks') return undefined;
  const fields = Object.values(block.fields).filter(({name}) => name !== 'answer');
  const lines = [...wordsOf(block.body, kind, scope), ...fields.map((field) => fieldLine(field, scope))];
  return lines.length === 0 ? undefined : lines.join('\n');
}

function wordsOf(body: unknown, kind: AskingKind<unknown>, scope: PlanScope): readonly string[] {
  const question = kind.question(body, scope);
  // The choices of a field may be known only at run time; the question itself is.
  if (!question.ok) return templatesOf(body).map((text) => outlined(text, scope));
  const {items = []} = question.value;
  const text = isProse(kind.kind) ? withoutEscapes(question.value.text) : question.value.text;
  return [...(text === '' ? [] : [text]), ...items.map((item) => `[ ] ${item}`)];
}

function templatesOf(body: unknown): readonly Template[] {
  return typeof body === 'object' && body !== null ? Object.values(body).filter(isTemplate) : [];
}

function templatesIn(body: unknown): readonly Template[] {
  if (isTemplate(body)) return [body];
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(templatesIn) : [];
}

function kindOf(name: string): StepKind<unknown> | undefined {
  return (stepKinds as Readonly<Record<string, StepKind<unknown>>>)[name];
}
