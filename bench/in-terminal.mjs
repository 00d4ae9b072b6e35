// Runs a command line in a pseudo-terminal of 160 by 50 whose other side reads everything, and ends as it ends.
import {spawn} from '@lydell/node-pty';

const [program, ...args] = process.argv.slice(2);
const env = {...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', CI: ''};
const terminal = spawn(program, args, {cols: 160, rows: 50, cwd: process.cwd(), env});
terminal.onData(() => {});
terminal.onExit(({exitCode}) => process.exit(exitCode));
