import {edit} from '../../kinds/steps/edit.ts';
import {decode} from '../decode/decode.ts';
import {readOnlyOf} from './act.ts';
import {type Header, type Made, readingOf} from './at.ts';
import {registered} from './block.ts';
import {commonOf} from './common.ts';

/** Checks an edit of a file. No engine executes it yet: the runbook says so, and `exec` refuses it. */
export function checkEdit(header: Header): Made {
  const body = decode(edit.schema, header.body, {...readingOf(header), what: 'edit'});
  const common = commonOf(header, {values: {}, readOnly: readOnlyOf(header) ?? false});
  return {block: registered(header, {...common, type: 'decide', body}), values: {}};
}
