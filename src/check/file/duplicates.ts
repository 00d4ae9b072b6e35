import {positionAt} from '../../text/source-file.ts';
import type {Findings} from '../findings.ts';
import {errorAt} from '../findings.ts';
import type {Ids} from '../names/ids.ts';

/** Reports ids that two steps of one file or block have: outputs and recovery find a step by its id. */
export function reportDuplicates(ids: Ids, findings: Findings): void {
  for (const {id, idSpan} of ids.duplicates) {
    const first = ids.byId.get(id)?.idSpan;
    if (first === undefined) continue;
    const {line} = positionAt(first.file, first.start);
    findings.add({
      ...errorAt(idSpan, 'duplicate-id', `"${id}" is already the id of the step on line ${line}`),
      related: [{span: first, label: 'the first'}],
    });
  }
  for (const {id, idSpan} of ids.byId.values()) {
    if (id !== 'monitors') continue;
    findings.add(errorAt(idSpan, 'reserved-name', '"monitors" cannot be an id: answers for monitors have that name'));
  }
}
