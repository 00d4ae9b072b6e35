import type {DefPath} from '../../base/ids.ts';
import type {ActBlock} from '../../model/block.ts';
import type {Header} from './at.ts';
import {bareCommon, registered} from './block.ts';

/** A command written where a step could stand: the short form of an undo or a probe. */
export function scriptBlock(
  header: Pick<Header, 'at' | 'context' | 'node'> & {readonly text?: ActBlock['span']},
  of: {
    readonly def: DefPath;
    readonly id: string;
    readonly body: unknown;
    readonly readOnly: boolean;
    readonly timeout?: number;
  },
): ActBlock {
  const {timeout, body, ...rest} = of;
  return registered(header, {
    ...bareCommon({...rest, kind: 'run', span: header.text ?? header.node.span}),
    ...(timeout !== undefined && {timeout}),
    type: 'act',
    body,
    context: header.context,
    expect: {},
    capture: {},
    sensitive: [],
    onCrash: of.readOnly ? 'repeat' : 'ask',
    captures: {},
  });
}
