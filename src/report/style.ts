/** Colours and signs of the plain output; without colour or Unicode each has a plain twin. */
export interface Paint {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly sign: (name: Sign) => string;
}

/** What a sign means. */
export type Sign =
  | 'running'
  | 'succeeded'
  | 'skipped'
  | 'accepted'
  | 'failed'
  | 'stopped'
  | 'asks'
  | 'note'
  | 'rollback';

const SIGNS: Readonly<Record<Sign, readonly [string, string]>> = {
  running: ['▶', '>'],
  succeeded: ['✔', 'ok'],
  skipped: ['↷', 'skipped'],
  accepted: ['✔', 'ok (accepted)'],
  failed: ['✖', 'FAILED'],
  stopped: ['■', 'stopped'],
  asks: ['?', '?'],
  note: ['•', '-'],
  rollback: ['↶', '<'],
};

/** The paint for a terminal with or without colour and Unicode. */
export function paintFor({color, unicode}: {readonly color: boolean; readonly unicode: boolean}): Paint {
  const sgr = (code: number) => (text: string) => (color && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    dim: sgr(2),
    bold: sgr(1),
    red: sgr(31),
    green: sgr(32),
    yellow: sgr(33),
    cyan: sgr(36),
    sign: (name) => SIGNS[name][unicode ? 0 : 1],
  };
}
