import type {Fault, Reference} from '../../expression/scope.ts';
import type {Diagnostic} from '../../text/diagnostic.ts';
import {positionAt} from '../../text/source-file.ts';
import type {Span} from '../../text/span.ts';

/** What a finding says, without its place. */
export type Explained = Pick<Diagnostic, 'rule' | 'message'> &
  Partial<Pick<Diagnostic, 'label' | 'related' | 'help' | 'replacement'>>;

/** A fault of a name, and the text in which it stands. */
export interface Use {
  readonly fault: Fault & {readonly reference: Reference};
  readonly source: string;
  readonly kind: 'expression' | 'template';
}

/** Offers another name, and shows where it is declared. */
export function suggestion(meant: string, declared: Span | undefined): Omit<Explained, 'rule' | 'message'> {
  return {
    label: `did you mean "${meant}"?`,
    replacement: meant,
    ...(declared && {related: [{span: declared, label: 'similar name declared here'}]}),
  };
}

/** `(line 12)`, with the file's name where it is another. */
export function lineOf(span: Span): string {
  return `line ${positionAt(span.file, span.start).line}`;
}
