import {harmless} from '../../base/harmless.ts';

/** An annotation: what the runner shows at a place, or beside the job. */
export function annotation(
  level: 'error' | 'warning',
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  return command(level, properties, message);
}

/** A workflow command of GitHub Actions, on a line of its own. */
export function command(name: string, properties: Readonly<Record<string, string>>, data: string): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${name}${given.length === 0 ? '' : ` ${given.join(',')}`}::${escapedData(data)}\n`;
}

/** Lines that the runner only shows: it takes what begins with `::`, or has `##[` anywhere, for a command. */
export function defused(lines: string): string {
  return lines.replace(/^(\s*):(?=:)/gm, '$1\\:').replaceAll('##[', '##\\[');
}

function escapedData(text: string): string {
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return harmless(escaped);
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
