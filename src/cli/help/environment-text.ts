/** The variables that the program looks at, for people. */
export const environmentMeanings: readonly (readonly [string, string])[] = [
  ['RUNBOOK_STATE', 'the folder where runs are kept ($XDG_STATE_HOME/runbook, else ~/.local/state/runbook)'],
  ['RUNBOOK_LIMITS', 'other limits than "runbook help limits" lists, as in document=2MiB,response=50MiB'],
  ['RUNBOOK_FILES', '"anywhere": a runbook may use files outside its folder'],
  ['NO_COLOR', 'set to anything: no colors'],
  ['FORCE_COLOR', 'set to anything but 0: colors even without a terminal'],
  ['CI', 'set: nobody is at the terminal, so that nothing is asked and no screen is drawn'],
  ['TERM', '"dumb": no colors and no screen'],
  ['LC_ALL, LC_CTYPE, LANG', 'the first that is set: signs beyond ASCII only if it says UTF-8'],
  ['XDG_RUNTIME_DIR', "where other terminals reach a run, if its folder's path is too long for a socket"],
  ['GITHUB_ACTIONS', '"true": groups, annotations and the summary of the job ($GITHUB_STEP_SUMMARY)'],
];
