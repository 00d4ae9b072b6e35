/** The variables that the program looks at, for people. */
export const environmentMeanings: readonly (readonly [string, string])[] = [
  ['RUNBOOK_STATE', 'the folder where runs are kept ($XDG_STATE_HOME/runbook, else ~/.local/state/runbook)'],
  ['NO_COLOR', 'set to anything: no colors'],
  ['FORCE_COLOR', 'set to anything but 0: colors even without a terminal'],
  ['CI', 'set: nobody is at the terminal, so that nothing is asked and no screen is drawn'],
  ['TERM', '"dumb": no colors and no screen'],
  ['LC_ALL, LC_CTYPE, LANG', 'the first that is set: signs beyond ASCII only if it says UTF-8'],
  ['XDG_RUNTIME_DIR', 'where a run can be reached by other terminals, else a temporary folder'],
];
