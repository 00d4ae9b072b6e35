// Draws the pictures of the README from a real run: `npm run picture`. The demo is executed at a pseudo-terminal.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm, {type IBufferCell, type IBufferLine} from '@xterm/headless';

const COLUMNS = 100;
const CELL = {width: 8.4, height: 18, font: 14};
const MARGIN = 16;
/** Names of the sixteen colours of a terminal, as a dark one shows them. */
const COLOURS = ['#484f58', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#76e3ea', '#d0d7de'];
const BRIGHT = ['#8b949e', '#ffa198', '#7ee787', '#f2cc60', '#a5d6ff', '#e2c5ff', '#b3f0ff', '#ffffff'];
const [TEXT, DIM, GROUND] = ['#d0d7de', '#8b949e', '#0d1117'];

const project = fileURLToPath(new URL('..', import.meta.url));

/** What is drawn: once all of `seen` is in the window of that many rows. */
const pictures = [
  {
    file: 'examples/screen-deploy.svg',
    rows: 26,
    seen: ['Running database migrations', 'Health check passed', 'Spike in error rates'],
  },
  {file: 'examples/screen-decision.svg', rows: 26, seen: ['Try again', 'Roll back', 'Stop the run']},
];

const terminal = new xterm.Terminal({cols: COLUMNS, rows: 26, allowProposedApi: true});
const folder = mkdtempSync(join(tmpdir(), 'runbook-picture-'));
const answers = join(folder, 'answers.yaml');
writeFileSync(answers, 'status_page: no\n');
const demo = ['examples/sandbox/demo.mjs', '--scenario', 'health-never-passes', '--yes', '--answers', answers];
const pty = spawn(process.execPath, demo, {
  cwd: project,
  cols: COLUMNS,
  rows: 26,
  env: {HOME: folder, PATH: process.env.PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8'},
});
pty.onData((data) => terminal.write(data));
terminal.onData((answer) => pty.write(answer));

for (const {file, seen} of pictures) {
  await shown(seen);
  writeFileSync(join(project, file), svg());
  console.log(`drew ${file}`);
}
pty.kill();
rmSync(folder, {recursive: true, force: true});
process.exit(0);

function shown(wanted: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const listening = terminal.onWriteParsed(() => {
      const text = lines()
        .map((line) => line.translateToString(true))
        .join('\n');
      if (!wanted.every((each) => text.includes(each))) return;
      listening.dispose();
      resolve();
    });
  });
}

function lines(): readonly IBufferLine[] {
  const {active} = terminal.buffer;
  return Array.from({length: terminal.rows}, (_, row) => active.getLine(active.baseY + row)).filter(
    (line) => line !== undefined,
  );
}

function svg(): string {
  const rows = lines();
  const height = rows.length * CELL.height + 2 * MARGIN;
  const width = COLUMNS * CELL.width + 2 * MARGIN;
  const drawn = rows.map((line, row) => drawLine(line, MARGIN + (row + 0.75) * CELL.height)).join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${CELL.font}" style="white-space: pre">
<rect width="${width}" height="${height}" rx="10" fill="${GROUND}"/>
${drawn}
</svg>
`;
}

/** One piece of text for each run of cells that look alike. */
function drawLine(line: IBufferLine, y: number): string {
  const pieces: {text: string; style: string; at: number; cells: number}[] = [];
  for (let column = 0; column < COLUMNS; column += 1) {
    const cell = line.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const last = pieces.at(-1);
    const text = cell.getChars() || ' ';
    if (last?.style === style) {
      last.text += text;
      last.cells += cell.getWidth();
    } else pieces.push({text, style, at: column, cells: cell.getWidth()});
  }
  return pieces
    .filter(({text}) => text.trim() !== '')
    .map(trimmed)
    .map(({text, style, at, cells}) => {
      const x = (MARGIN + at * CELL.width).toFixed(1);
      const length = (cells * CELL.width).toFixed(1);
      return `<text x="${x}" y="${y}" textLength="${length}" ${style}>${escaped(text)}</text>`;
    })
    .join('');
}

interface Piece {
  readonly text: string;
  readonly style: string;
  /** The column it begins in, and how many it takes. */
  readonly at: number;
  readonly cells: number;
}

/** Without the blanks around it, which not every program that draws pictures keeps. */
function trimmed({text, style, at, cells}: Piece): Piece {
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  return {text: text.trim(), style, at: at + before, cells: cells - before - after};
}

function styleOf(cell: IBufferCell): string {
  const colour = cell.isFgDefault() ? TEXT : paletteColour(cell.getFgColor());
  const fill = cell.isDim() ? DIM : colour;
  return `fill="${fill}"${cell.isBold() ? ' font-weight="bold"' : ''}`;
}

function paletteColour(index: number): string {
  return COLOURS[index] ?? BRIGHT[index - 8] ?? TEXT;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
