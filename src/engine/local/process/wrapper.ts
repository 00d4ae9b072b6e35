/** Which of its parts a wrapper needs. */
export interface WrapperParts {
  /** Values come on descriptor 3, for the command to read on its own descriptor 3. */
  readonly prelude: boolean;
  /** The outputs go through pipes of the attempt's folder, to the filter. */
  readonly filtered: boolean;
  readonly merge: boolean;
  /** The mask of new files that the command gets back; what the wrapper makes is for the user alone. */
  readonly umask: number;
  /** The pipe that `script` records into, and the file to which what it recorded goes; both in the attempt's folder. */
  readonly transcript?: {readonly pipe: string; readonly file: string};
}

/**
 * A disk with fewer bytes free than this is full: more than what a journal gives up for its own last words, which must
 * not hide from a wrapper that its command's writes failed.
 */
export const ROOM = 80 * 1024;

/** The last line of a prelude: without it, it was not sent to its end, and the command is not started. */
export const PRELUDE_END = '#end';

/**
 * The few lines of `sh` around every command. `$0` names the attempt, `$1` is its folder, `$2` the working directory,
 * the rest is the command. They are what makes a command outlive the engine: `started` is made by exactly one of the
 * wrapper and a resuming engine, and decides whether the command runs; `exit` exists beforehand and is overwritten in
 * place, which works on a full disk, with the word `full` where a command fails and the disk is so that its output cannot
 * have been written; the inner subshell keeps the shell's own remarks out of the command's stderr: they
 * go, each with the wrapper's name, into one file of the run, for a file of each attempt would be made for nothing.
 */
export function wrapperText({prelude, filtered, merge, umask, transcript}: WrapperParts): string {
  const streams = merge ? '2>&1 4>&-' : '2>&4 4>&-';
  const own = `umask ${umask.toString(8).padStart(4, '0')}; exec "$@"`;
  const lines = ['d=$1 w=$2; shift 2; umask 077', 'exec 4>&2 2>>"${d%/*/*}/wrappers" || exit 125'];
  if (filtered) {
    lines.push('exec >"$d/stdout.pipe" || exit 125');
    if (!merge) lines.push('exec 4>"$d/stderr.pipe" || exit 125');
  }
  if (prelude) {
    lines.push('p=$(cat <&3) || exit 125', `case $p in *"${PRELUDE_END}") ;; *) exit 125 ;; esac`, 'exec 5<&0 3<&-');
  }
  const command = prelude
    ? `printf '%s\\n' "$p" | ( exec 3<&0 0<&5 5<&-; ${own} ) ${streams}`
    : `( ${own} ) ${streams}`;
  lines.push(
    'set -C; : > "$d/started" || exit 125',
    'set +C; trap : HUP INT TERM QUIT',
    'cd -- "$w" || { echo cwd 1<> "$d/exit"; exit; }',
    ...(transcript === undefined ? [command] : recordedLines(command, transcript)),
    'r=$? f= m="${d%/*/*}/room"',
    `[ $r = 0 ] || ( trap '' XFSZ; printf %${ROOM}s >"$m"; e=$?; : >"$m"; exit $e ) 2>/dev/null || f=full`,
    'printf \'%s\\n\' $r $f 1<> "$d/exit"',
  );
  return lines.join('\n');
}

/**
 * What `script` records, without its own first and last line and without carriage returns. The pipe is held open, so
 * that nothing waits for a recorder that never came.
 */
function recordedLines(command: string, {pipe, file}: NonNullable<WrapperParts['transcript']>): readonly string[] {
  return [
    `mkfifo -m 600 "$d/${pipe}" && exec 6<>"$d/${pipe}" || exit 125`,
    `sed -e '1{/^Script started on /d;}' -e '/^Script done on /d' <"$d/${pipe}" 6<&- | tr -d '\\r' >>"$d/${file}" 6<&- &`,
    `${command} 6<&-`,
    'r=$?; exec 6<&-; wait',
    `rm -f "$d/${pipe}"; ( exit $r )`,
  ];
}
