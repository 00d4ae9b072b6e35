import {get} from '../../document/node.ts';
import type {RemediesBlock} from '../../model/block.ts';
import {readOnlyOf} from './act.ts';
import type {Header, Made} from './at.ts';
import {commonOf} from './common.ts';
import {checkProbe} from './probe.ts';
import {checkLine} from './sequence.ts';
import {closedIn, nameOf, outputsOf} from './within.ts';

/** Checks remedies: steps run one by one until a probe says well. None is certain to run. */
export function checkRemedies(header: Header): Made {
  const {node} = header;
  const probe = get(get(node, 'remedies'), 'probe');
  const well = checkProbe(probe ?? node, header, 'well');
  const steps = checkLine(get(node, 'steps'), closedIn(header));
  const {outputs, values} = outputsOf(header, header.inside);
  const block: RemediesBlock = {
    ...commonOf(header, {values, readOnly: readOnlyOf(header) ?? false}),
    type: 'remedies',
    well,
    steps: steps.blocks,
    outputs,
  };
  const doubt = `"${nameOf(header)}" ends as soon as it is well`;
  return {block, values, inner: {visible: steps.after, added: steps.added, doubt}};
}
