import {entry, get, type Node} from '../../document/node.ts';
import type {RunBody} from '../../kinds/steps/run.ts';
import {errorAt} from '../findings.ts';
import type {Header} from './at.ts';

/** Refuses what cannot be had of a command in the operator's own terminal. */
export function checkInteractive(header: Header, body: RunBody): void {
  if (body.interactive !== true) {
    refuse(header, header.body, {keys: ['transcript'], because: 'only an interactive command has a transcript'});
    return;
  }
  refuse(header, header.body, {
    keys: ['stdin', 'merge', 'until_expected'],
    because: 'an interactive command has the terminal for its input and output',
  });
  refuse(header, header.node, {keys: ['sensitive'], because: 'what an interactive command shows cannot be kept back'});
  const expect = get(header.node, 'expect');
  if (body.transcript === true)
    refuse(header, expect, {keys: ['stderr'], because: 'a terminal has one output: "stdout"'});
  else
    refuse(header, expect, {
      keys: ['stdout', 'stderr', 'output', 'sequence'],
      because: 'nobody sees what an interactive command shows',
      help: 'record it with "transcript: true"',
    });
}

interface Refused {
  readonly keys: readonly string[];
  readonly because: string;
  readonly help?: string;
}

function refuse({at}: Header, node: Node | undefined, {keys, because, help}: Refused): void {
  for (const key of keys) {
    const found = node?.kind === 'map' ? entry(node, key) : undefined;
    if (found === undefined) continue;
    const finding = errorAt(found.key.span, 'misplaced-key', `"${key}" does nothing here: ${because}`);
    at.unit.file.findings.add(help === undefined ? finding : {...finding, help});
  }
}
