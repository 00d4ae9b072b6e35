import type {Program, Statement} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import {type At, report} from './at.ts';
import {blockPieces} from './block.ts';
import type {Piece} from './piece.ts';
import {valuePieces} from './value.ts';

/** Checks the statements of a template; its faults are gathered in the context. */
export function checkProgram(program: Program | undefined, at: At): readonly Piece[] {
  return (program?.body ?? []).flatMap((statement) => checkStatement(statement, at));
}

function checkStatement(statement: Statement, at: At): readonly Piece[] {
  switch (statement.type) {
    case 'ContentStatement':
      return statement.value === '' ? [] : [{kind: 'text', text: statement.value}];
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return valuePieces(statement, at);
    case 'BlockStatement':
      return blockPieces(statement, at);
    default: {
      const what = statement.type.startsWith('Partial') ? 'partials' : 'decorators';
      report(statement, at, {code: 'helper', message: `there are no ${what} in these templates`});
      return [];
    }
  }
}
