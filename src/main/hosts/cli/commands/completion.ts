import { Argument, type Command } from 'commander';
import type { Session } from '../session.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export function addCompletion(program: Command, session: Session): void {
  program
    .command('completion')
    .description('print the completion script for a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText(
      'after',
      "\nTo have it always:\n  echo 'source <(backlot completion bash)' >> ~/.bashrc\n  echo 'source <(backlot completion zsh)' >> ~/.zshrc\n  backlot completion fish > ~/.config/fish/completions/backlot.fish",
    )
    .action(async (shell: (typeof shells)[number]) => {
      if (shell === 'bash') {
        session.out.line(bashScript);
        return;
      }
      const { script } = await import('@bomb.sh/tab');
      script(shell, 'backlot', 'backlot');
    });
}

/**
 * Our own for bash: the library's needs the bash-completion package, evaluates the words being typed, and
 * can be read in once per shell.
 */
const bashScript = `# bash completion for backlot
_backlot() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    [[ $line == :* ]] || COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(backlot complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _backlot backlot`;

/** Answers the request of a completion script, `backlot complete -- <words>`, from the program's own table. */
export async function complete(program: Command, words: readonly string[]): Promise<void> {
  const { default: tab } = await import('@bomb.sh/tab/commander');
  const root = tab(program);
  // The request itself is not a verb for people.
  root.commands.delete('complete');
  root.parse([...words]);
}
