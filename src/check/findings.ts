import type {Diagnostic} from '../text/diagnostic.ts';

/** Collects what is found wrong with a runbook: one finding a rule and place, in the order of the text. */
export interface Findings {
  readonly add: (finding: Diagnostic) => void;
  readonly errors: () => readonly Diagnostic[];
  readonly warnings: () => readonly Diagnostic[];
}

/** An empty collection. */
export function createFindings(): Findings {
  const found = new Map<string, Diagnostic>();
  const sorted = (severity: Diagnostic['severity']) =>
    [...found.values()].filter((each) => each.severity === severity).sort(byPlace);
  return {
    add: (finding) => {
      const key = placeKey(finding);
      if (!found.has(key)) found.set(key, finding);
    },
    errors: () => sorted('error'),
    warnings: () => sorted('warning'),
  };
}

/** An error at a place. */
export function errorAt(...[span, rule, message, more]: ErrorParts): Diagnostic {
  return {rule, severity: 'error', message, ...(span && {span}), ...more};
}

/** A warning at a place: it keeps nothing from running. */
export function warningAt(span: Diagnostic['span'], rule: string, message: string): Diagnostic {
  return {...errorAt(span, rule, message), severity: 'warning'};
}

type ErrorParts = [
  span: Diagnostic['span'],
  rule: string,
  message: string,
  more?: Omit<Diagnostic, 'rule' | 'severity' | 'message' | 'span'>,
];

function placeKey({rule, span, message}: Diagnostic): string {
  return span === undefined ? `${rule} ${message}` : `${rule} ${span.file.name}:${span.start}-${span.end}`;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const order = (a.span?.file.name ?? '').localeCompare(b.span?.file.name ?? '');
  return order !== 0 ? order : (a.span?.start ?? 0) - (b.span?.start ?? 0);
}
