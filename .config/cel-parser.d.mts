import type {ASTNode} from '@marcbachmann/cel-js';

/** The parser of cel-js alone. */
export declare class Environment {
  constructor(options: {readonly limits: {readonly maxAstNodes: number; readonly maxDepth: number}});
  parse(source: string): {readonly ast: ASTNode};
}
