import {unreachable} from '../../base/unreachable.ts';
import type {Node} from '../ast.ts';
import {checkCall} from './call.ts';
import {checkList, checkMap} from './collection.ts';
import {type Checked, type Context, checked} from './context.ts';
import {checkChoice, checkLogic, checkNot} from './logic.ts';
import {checkMacro, isMacro} from './macro.ts';
import {checkMinus, checkOperator} from './operator.ts';
import {checkReference} from './reference.ts';

/** Checks a part of an expression; its faults are gathered in the context. */
export function check(node: Node, context: Context): Checked {
  switch (node.kind) {
    case 'literal':
      return checked(node, node.type, () => node.value);
    case 'name':
    case 'member':
    case 'index':
      return checkReference(node, context);
    case 'call':
      return isMacro(node) ? checkMacro(node, context) : checkCall(node, context);
    case 'not':
      return checkNot(node, context);
    case 'minus':
      return checkMinus(node, context);
    case 'binary':
      return checkOperator(node, context);
    case 'logic':
      return checkLogic(node, context);
    case 'choice':
      return checkChoice(node, context);
    case 'list':
      return checkList(node, context);
    case 'map':
      return checkMap(node, context);
    default:
      return unreachable(node);
  }
}
