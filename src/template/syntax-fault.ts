import type {Fault} from '../expression/scope.ts';

/** `${{ x }}`, as other tools write it: the dollar sign would stay in the text. */
export function dollarHabit(source: string): Fault | undefined {
  const found = /(?<!\\)\$\{\{/.exec(source);
  if (found === null) return undefined;
  const start = found.index;
  const raw = source.startsWith('{', start + 3);
  return {
    code: 'syntax',
    message: `"$${raw ? '{{{' : '{{'}": a value is written without a dollar sign`,
    help: 'write {{ … }}; for a real dollar sign before a value, {{"$"}}{{ … }}',
    start,
    end: start + 1,
    replacement: '',
  };
}

/** What is wrong with a text that Handlebars could not parse. */
export function syntaxFault(source: string, error: unknown): Fault {
  const found = diagnose(source);
  if (found !== undefined) return {code: 'syntax', ...found};
  const line = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const start = lineStart(source, Number(line ?? 1));
  const end = source.indexOf('\n', start);
  return {
    code: 'syntax',
    message: 'this template cannot be read',
    help: 'a value is written {{name}}; literal braces are written \\{{',
    start,
    end: end === -1 ? source.length : end,
  };
}

type Finding = Omit<Fault, 'code'>;

/** Goes through the mustaches one by one, as a person would, and stops at the first that is wrong. */
function diagnose(source: string): Finding | undefined {
  const open: {readonly name: string; readonly start: number; readonly end: number}[] = [];
  for (const mustache of source.matchAll(/(?<!\\)\{\{(?!\{\{)/g)) {
    const start = mustache.index;
    const close = source.indexOf('}}', start + 2);
    const next = source.indexOf('{{', start + 3);
    if (close === -1 || (next !== -1 && next < close)) return unclosed(source, start, next);
    const wrong = inside(source, start, close);
    if (wrong !== undefined) return wrong;
    const block = /^\{\{~?([#^/])\s*([\w.]+)/.exec(source.slice(start, close));
    if (block === null) continue;
    const [, sign, name = ''] = block;
    if (sign !== '/') open.push({name, start, end: close + 2});
    else if (open.at(-1)?.name === name) open.pop();
    else return badClose({name, start, end: close + 2}, open.at(-1)?.name);
  }
  const left = open.at(-1);
  if (left === undefined) return undefined;
  const {name, start, end} = left;
  return {
    start,
    end,
    message: `{{#${name}}} is opened here and never closed`,
    help: `write {{/${name}}} where it ends`,
  };
}

function badClose(
  close: {readonly name: string; readonly start: number; readonly end: number},
  open: string | undefined,
): Finding {
  const {name, start, end} = close;
  if (open === undefined) return {start, end, message: `{{/${name}}} closes nothing`};
  return {start, end, message: `{{/${name}}} stands where {{/${open}}} is expected`, help: `write {{/${open}}}`};
}

function unclosed(source: string, start: number, next: number): Finding {
  const lineEnd = source.indexOf('\n', start);
  const ends = [lineEnd, next].filter((end) => end !== -1);
  const end = ends.length === 0 ? source.length : Math.min(...ends);
  const text = source.slice(start, end);
  const message = 'the template that is opened here is never closed';
  const brace = /^\{\{[^{}]*\}(?!\})/.exec(text)?.[0];
  if (brace === undefined) return {start, end, message, help: 'write }} where it ends, or \\{{ for literal braces'};
  return {start, end: start + brace.length, message, help: `write ${brace}}`, replacement: `${brace}}`};
}

function inside(source: string, start: number, close: number): Finding | undefined {
  const raw = source.startsWith('{{{', start);
  const text = source.slice(start, close + 2);
  const content = source.slice(start + (raw ? 3 : 2), close).trim();
  if (content.startsWith('.') && !content.startsWith('./') && !content.startsWith('..')) {
    const message = `"${text}" is a template of another program, but values are put in here`;
    return {start, end: close + 2, message, help: `write \\${text}`, replacement: `\\${text}`};
  }
  if (content === '') return {start, end: close + 2, message: `"${text}" names no value`};
  if (!raw && source.startsWith('}}}', close)) {
    const message = '"}}}" would close a raw value';
    return {
      start: close,
      end: close + 3,
      message,
      help: 'put a space before the last brace: }} }',
      replacement: '}} }',
    };
  }
  if (raw && !source.startsWith('}}}', close)) {
    return {
      start,
      end: close + 2,
      message: 'a raw value that is opened with {{{ is closed with }}}',
      replacement: `${text}}`,
    };
  }
  return operator(source, start, close);
}

function operator(source: string, start: number, close: number): Finding | undefined {
  const text = source.slice(start, close + 2);
  const sign = /[=!<>+*&|?:;,[]|-(?=\s)/.exec(text.replace(/"[^"]*"|'[^']*'/g, (part) => ' '.repeat(part.length)));
  if (sign === null) return undefined;
  return {
    start,
    end: close + 2,
    message: `"${text}": a text only names values, it does not reckon`,
    help: 'compute it in "set" or "capture" and name it here',
  };
}

function lineStart(source: string, line: number): number {
  let start = 0;
  for (let n = 1; n < line; n += 1) {
    const end = source.indexOf('\n', start);
    if (end === -1) break;
    start = end + 1;
  }
  return start;
}
