declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  /** Parses a template; throws an Error whose message begins with "Parse error on line". */
  export function parse(source: string): Program;

  export interface Place {
    readonly line: number;
    readonly column: number;
  }
  export interface Located {
    readonly loc: {readonly start: Place; readonly end: Place};
  }
  export interface Program extends Located {
    readonly type: 'Program';
    readonly body: readonly Statement[];
    readonly blockParams?: readonly string[];
  }
  export type Statement =
    | (Located & {readonly type: 'ContentStatement'; readonly value: string})
    | (Located & {readonly type: 'CommentStatement'})
    | (Located &
        Call & {readonly type: 'MustacheStatement' | 'Decorator'; readonly escaped: boolean; readonly path: Expression})
    | (Located &
        Call & {
          readonly type: 'BlockStatement' | 'DecoratorBlock';
          readonly path: Path;
          readonly program?: Program;
          readonly inverse?: Program;
        })
    | (Located & {readonly type: 'PartialStatement' | 'PartialBlockStatement'});
  export interface Call {
    readonly params: readonly Expression[];
    readonly hash?: Located & {readonly pairs: readonly unknown[]};
  }
  export interface Path extends Located {
    readonly type: 'PathExpression';
    readonly data: boolean;
    readonly depth: number;
    readonly parts: readonly string[];
    readonly original: string;
  }
  export type Expression =
    | Path
    | (Located & Call & {readonly type: 'SubExpression'; readonly path: Path})
    | (Located & {readonly type: 'StringLiteral'; readonly value: string})
    | (Located & {readonly type: 'NumberLiteral'; readonly value: number})
    | (Located & {readonly type: 'BooleanLiteral'; readonly value: boolean})
    | (Located & {readonly type: 'UndefinedLiteral' | 'NullLiteral'});
}
