import {didYouMean} from '../../base/did-you-mean.ts';
import type {Command} from '../command.ts';
import {exitStatus} from '../exit-status.ts';

/** Prints the script by which a shell completes words. */
export const completion: Command = {
  usage: 'bash | zsh | fish',
  about: `Prints a script by which a shell completes commands, options and their values, runbooks and runs. Where nothing of
these fits, the shell completes file names.`,
  options: {},
  positionals: ['SHELL'],
  examples: [
    ['source <(runbook completion bash)', 'in ~/.bashrc'],
    ['source <(runbook completion zsh)', 'in ~/.zshrc, after compinit'],
    ['runbook completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  run: async (call, terminal) => {
    const [shell = ''] = call.positionals;
    const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
    if (script !== undefined) {
      terminal.out(script);
      return exitStatus.done;
    }
    const meant = didYouMean(shell, Object.keys(scripts));
    const hint = meant === undefined ? `there are ${Object.keys(scripts).join(', ')}` : `did you mean "${meant}"?`;
    terminal.err(`runbook completion: there is no script for "${shell}"; ${hint}\n`);
    return exitStatus.invalid;
  },
};

const scripts: Readonly<Record<string, string>> = {
  bash: `_runbook() {
  local word IFS=$'\\n'
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    COMPREPLY+=("$word")
  done < <(runbook complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _runbook runbook
`,
  zsh: `#compdef runbook
_runbook() {
  local -a found
  found=("\${(@f)$(runbook complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null | sed $'s/:/\\\\\\\\:/g; s/\\t/:/')}")
  if [[ -n "$found" ]]; then _describe runbook found; else _files; fi
}
compdef _runbook runbook
`,
  fish: `complete -c runbook -a '(runbook complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
};
