import type {Value} from '../base/value.ts';
import type {Ask} from './effect.ts';

/**
 * What somebody did by an answer, in words that follow their name: approved or refused, the choice as it was titled,
 * what was ticked, the fields as they were shown. Of a question that is not known any more, the value itself.
 */
export function answerWords(value: Value, ask?: Ask): string {
  return (ask && decisionWords(value, ask)) ?? givenWords(value, ask);
}

/** The words of an answer that decides something, with what it decides. */
function decisionWords(value: Value, ask: Ask): string | undefined {
  const no = value === 'no' || value === false;
  const about = `"${aboutText(ask)}"`;
  if (ask.question?.what === 'approve') return `${no ? 'refused' : 'approved'} ${about}`;
  if (ask.what === 'danger') return `${no ? 'did not accept' : 'accepted'} the danger ${about}`;
  if (ask.what === 'step' && ask.question?.what !== 'ask' && no) return `said no to ${about}`;
  const choice = ask.choices?.find((each) => each.value === value);
  return choice && `chose "${choice.title}" for ${about}`;
}

function givenWords(value: Value, ask?: Ask): string {
  if (typeof value === 'string') return `answered "${value}"`;
  if (Array.isArray(value)) return `ticked ${value.map((item) => `"${plainText(item)}"`).join(', ')}`;
  if (typeof value !== 'object' || value === null) return `answered ${plainText(value)}`;
  const fields = Object.entries(value).map(([name, given]) => `${name}: ${fieldText(ask, name, given)}`);
  return fields.length === 0 ? 'answered that it is done' : `answered ${fields.join(', ')}`;
}

function fieldText(ask: Ask | undefined, name: string, value: Value): string {
  const options = ask?.question?.fields?.find((field) => field.name === name)?.options ?? [];
  const chosen = options.find((option) => JSON.stringify(option.value) === JSON.stringify(value));
  return chosen?.label ?? plainText(value);
}

/** A row of a table reads as one: its cells. */
function plainText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.values(value).map(plainText).join('  ');
}

/** Characters of a question that are repeated with its answer. */
const MOST = 80;

function aboutText({text}: Ask): string {
  const [first = ''] = text.trim().split('\n');
  const characters = [...first];
  return characters.length <= MOST ? first : `${characters.slice(0, MOST - 1).join('')}…`;
}
