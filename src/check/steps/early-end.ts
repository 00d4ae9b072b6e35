import {entry, get, type Node} from '../../document/node.ts';
import {type Expect, type Match, streams} from '../../kinds/grammar/expect.ts';
import {errorAt} from '../findings.ts';
import type {Header} from './at.ts';

/**
 * A command that ends when everything expected was seen must wait for something: a text that comes. What holds before
 * anything was printed would end it at once. Nothing comes on standard error that goes into standard output.
 */
export function checkEarlyEnd({body: node, node: step, at}: Header, body: unknown, expect: Expect): void {
  const {findings} = at.unit.file;
  const {until_expected, merge} = body as {readonly until_expected?: boolean; readonly merge?: boolean};
  if (until_expected === true && !waits(expect)) {
    const message = '"until_expected" waits for nothing: no expectation is about a text that comes';
    const help = 'expect a text, by "sequence" or by "contains", "like" or "matches" of an output';
    findings.add({...errorAt(keySpan('until_expected', node), 'missing-key', message), help});
  }
  if (merge === true && expect.stderr !== undefined) {
    const message = '"stderr" is empty where "merge" puts standard error into standard output';
    const help = 'expect it of "stdout"';
    findings.add({...errorAt(keySpan('stderr', get(step, 'expect')), 'misplaced-key', message), help});
  }
}

function waits(expect: Expect): boolean {
  return expect.sequence !== undefined || streams.some((stream) => comes(expect[stream]));
}

/** Whether a match can hold only when something was printed. */
function comes(match: Match | undefined): boolean {
  if (match === undefined) return false;
  const {contains, like, matches, equals, empty, lines = 0} = match;
  const isText = equals !== undefined && !(equals.constant && equals.source === '');
  return (
    contains !== undefined || like !== undefined || matches !== undefined || isText || empty === false || lines > 0
  );
}

function keySpan(key: string, node: Node | undefined) {
  return entry(node, key)?.key.span;
}
