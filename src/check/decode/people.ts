import type {ListNode, ScalarNode} from '../../document/node.ts';
import {errorAt} from '../findings.ts';
import type {FileState, Reading} from '../unit.ts';

/** The names of people; a role stands for its members, and one without any is a finding. */
export function decodePeople({items}: ListNode, {unit}: Reading): readonly string[] {
  const names = items.flatMap((item) => (item.kind === 'scalar' ? peopleOf(item, unit.file) : []));
  return [...new Set(names)];
}

function peopleOf(node: ScalarNode, {members, findings}: FileState): readonly string[] {
  const people = members(node.text);
  if (people === undefined || people.length > 0) return people ?? [node.text];
  const message = `the role "${node.text}" has no members, so nobody can be known to have it`;
  findings.add({
    ...errorAt(node.span, 'role-without-members', message),
    help: 'say who has it: `members: [alice, bob]`',
  });
  return [node.text];
}
