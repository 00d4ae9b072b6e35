import {placeRows} from './place-rows.ts';
import type {OpenQuestion} from './unattended.ts';

/** The refusal that names every open question with its place, and shows the answers file that would settle them. */
export function unansweredText(open: readonly OpenQuestion[]): string {
  const rows = placeRows(open.map(({span, id = '–', what, advice = ''}) => [span, id, what, advice]));
  const answers = open.flatMap(({answer}) => (answer === undefined ? [] : [`  ${answer}`]));
  const settle = answers.length === 0 ? [] : ['answer in a file given by --answers, such as', ...answers];
  return ['there is no terminal to ask these at:', ...rows, ...settle].join('\n');
}
