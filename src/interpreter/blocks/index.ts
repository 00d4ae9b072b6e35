import type {ArmFrame, GroupFrame, LeafFrame, LoopFrame, RepeatFrame} from '../../events/frame.ts';
import type {At, Now} from '../at.ts';
import {act} from './act.ts';
import {ask} from './ask.ts';
import {branch} from './branch.ts';
import {call} from './call.ts';
import {choose} from './choose.ts';
import {decide} from './decide.ts';
import {foreach} from './foreach.ts';
import {parallel} from './parallel.ts';
import {remedies} from './remedies.ts';
import {repeat} from './repeat.ts';
import {sequence} from './sequence.ts';
import {wait} from './wait.ts';

/** What the body of a block answers, by its type: each answers only from its own counters. */
export function blockNow({block, frame, ...at}: At): Now {
  const leaf = frame as LeafFrame;
  const group = frame as GroupFrame;
  switch (block.type) {
    case 'act':
      return act({...at, block, frame: leaf});
    case 'ask':
      return ask({...at, block, frame: leaf});
    case 'decide':
      return decide({...at, block, frame: leaf});
    case 'wait':
      return wait({...at, block, frame: leaf});
    case 'sequence':
      return sequence({...at, block, frame: group});
    case 'parallel':
      return parallel({...at, block, frame: group});
    case 'foreach':
      return foreach({...at, block, frame: frame as LoopFrame});
    case 'repeat':
      return repeat({...at, block, frame: frame as RepeatFrame});
    case 'remedies':
      return remedies({...at, block, frame: group});
    case 'branch':
      return branch({...at, block, frame: frame as ArmFrame});
    case 'choose':
      return choose({...at, block, frame: frame as ArmFrame});
    case 'call':
      return call({...at, block, frame: group});
  }
}
