import type {Readable} from 'node:stream';
import {StringDecoder} from 'node:string_decoder';
import {limits} from '../../../base/limits.ts';
import {fail, ok, type Result} from '../../../base/result.ts';
import type {EvaluationFault} from '../../../expression/scope.ts';
import type {Matcher} from '../../../kinds/assertions/contract.ts';
import type {Output} from '../../../kinds/steps/contract.ts';
import {type Following, type OutputFollower, passedBy} from './follow-output.ts';
import {tooLong} from './output.ts';

const WAIT_FOR_END = 2000;

/** The outputs of a command whose capture is secret: in this process's memory, and in no file. */
export interface HeldOutput {
  readonly follower: OutputFollower;
  readonly output: Output;
}

/** The streams of a command whose output is held. */
export interface HeldStreams {
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** Begins to read both outputs into memory, no more of them than can be captured. */
export function holdOutput(
  {stdout, stderr}: HeldStreams,
  {begun, matchers, onPassed}: Pick<Following, 'begun' | 'matchers' | 'onPassed'>,
): HeldOutput {
  const held = {stdout: '', stderr: '', output: ''};
  const all = new Set([...matchers.stdout, ...matchers.stderr, ...matchers.output]);
  let grown = false;
  let passed = 0;

  const keep = (name: keyof typeof held, text: string) => {
    if (held[name].length <= limits.capture) held[name] += text;
  };
  const take = (name: 'stdout' | 'stderr') => (text: string) => {
    if (text === '') return;
    grown = true;
    keep(name, text);
    keep('output', text);
    for (const matcher of [...matchers[name], ...matchers.output]) matcher.feed(text, Date.now() - begun);
    const now = passedBy(all);
    if (now > passed) onPassed(now);
    passed = Math.max(passed, now);
  };
  const ends = Promise.all([readInto(stdout, take('stdout')), readInto(stderr, take('stderr'))]);

  return {
    follower: {
      read: () => {
        const had = grown;
        grown = false;
        return had;
      },
      drain: async () => {
        const late = new Promise((resolve) => setTimeout(resolve, WAIT_FOR_END).unref());
        await Promise.race([ends, late]);
      },
      satisfied: () => all.size > 0 && [...all].every((matcher: Matcher) => matcher.verdict(false).holds),
      close: () => {
        stdout.destroy();
        stderr.destroy();
      },
    },
    output: {text: (which) => textOf(held[which], which), tail: () => []},
  };
}

function readInto(stream: Readable, take: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  stream.on('data', (bytes: Buffer) => take(decoder.write(bytes)));
  return new Promise((resolve) => {
    stream.on('close', () => {
      take(decoder.end());
      resolve();
    });
    stream.on('error', () => {});
  });
}

function textOf(text: string, name: string): Result<string, EvaluationFault> {
  if (text.length > limits.capture) return fail({message: tooLong(name)});
  return ok(text);
}
