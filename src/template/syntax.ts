import {type Place, type Program, parse} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import {limits, sizeText} from '../base/limits.ts';
import {fail, ok, type Result} from '../base/result.ts';
import type {Fault} from '../expression/scope.ts';
import {dollarHabit, syntaxFault} from './syntax-fault.ts';

const MAX_LEVELS = 64;

/** A parsed template, with the way from Handlebars' lines and columns to offsets. */
export interface Syntax {
  readonly program: Program;
  readonly offsetOf: (place: Place) => number;
}

/** Parses Handlebars; the fault has a place and says what to write. */
export function parseSyntax(source: string): Result<Syntax, Fault> {
  if (source.length > limits.template) {
    return fail({
      code: 'too-large',
      message: `this text is longer than ${sizeText(limits.template)}`,
      help: 'put it into a file beside the runbook, and name that here',
      start: 0,
      end: source.length,
    });
  }
  const dollar = dollarHabit(source);
  if (dollar !== undefined) return fail(dollar);
  if (!source.includes('{{')) return ok({program: plain(source), offsetOf: () => 0});
  const nested = nesting(source);
  if (nested !== undefined) return fail(nested);
  try {
    return ok({program: parse(source), offsetOf: offsets(source)});
  } catch (error) {
    return fail(syntaxFault(source, error));
  }
}

/** The parser takes time and stack for each level: blocks and helpers in one another are counted before. */
function nesting(source: string): Fault | undefined {
  let blocks = 0;
  for (const {0: text, 1: sign, index} of source.matchAll(/\{\{~?([#/]?)[^{}]*/g)) {
    if (sign === '#') blocks += 1;
    if (sign === '/') blocks -= 1;
    const helpers = text.split('(').length - 1;
    if (Math.max(blocks, helpers) > MAX_LEVELS) return tooDeep(index, index + text.length);
  }
  return undefined;
}

function tooDeep(start: number, end: number): Fault {
  const message = `this template is nested more than ${MAX_LEVELS} levels deep`;
  return {code: 'too-large', message, help: 'compute parts of it before, with "set"', start, end};
}

function plain(source: string): Program {
  const loc = {start: {line: 1, column: 0}, end: {line: 1, column: 0}};
  return {type: 'Program', loc, body: [{type: 'ContentStatement', value: source, loc}]};
}

function offsets(source: string): (place: Place) => number {
  const starts = [0];
  for (const end of source.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length);
  return ({line, column}) => (starts[line - 1] ?? source.length) + column;
}
