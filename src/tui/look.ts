import {type Paint, paintFor} from '../report/style.ts';

/** What the screen is drawn with: colours and signs, each with a twin for terminals without them. */
export interface Look {
  readonly paint: Paint;
  readonly color: boolean;
  readonly unicode: boolean;
  readonly marks: Marks;
}

/** The signs of the screen that the plain output has not. */
export interface Marks {
  readonly coming: string;
  readonly bar: string;
  readonly rule: string;
  readonly full: string;
  readonly empty: string;
  /** From low to high. */
  readonly spark: string;
  readonly pointer: string;
  /** Before what is chosen while the keyboard is elsewhere. */
  readonly chosen: string;
  readonly ticked: string;
  readonly open: string;
  readonly dot: string;
  readonly range: string;
}

/** The look for a terminal with or without colour and Unicode. */
export function lookFor({color, unicode}: {readonly color: boolean; readonly unicode: boolean}): Look {
  return {paint: paintFor({color, unicode}), color, unicode, marks: unicode ? UNICODE : ASCII};
}

const UNICODE: Marks = {
  coming: '○',
  bar: '│',
  rule: '─',
  full: '▓',
  empty: '░',
  spark: '▁▂▃▄▅▆▇█',
  pointer: '❯',
  chosen: '●',
  ticked: '☑',
  open: '☐',
  dot: '·',
  range: '–',
};

const ASCII: Marks = {
  coming: 'o',
  bar: '|',
  rule: '-',
  full: '#',
  empty: '.',
  spark: '_.-=+*#@',
  pointer: '>',
  chosen: '*',
  ticked: '[x]',
  open: '[ ]',
  dot: '-',
  range: '-',
};
