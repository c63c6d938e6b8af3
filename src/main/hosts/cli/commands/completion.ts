import { Argument, type Command } from 'commander';
import { completedNames } from '../completed-names.ts';
import { nameRequest } from '../name-request.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';

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

/**
 * Answers the request of a completion script, `backlot complete -- <words>`, from the program's own table;
 * names of data are looked up where they are what is being typed.
 */
export async function complete(program: Command, session: Session, words: readonly string[]): Promise<void> {
  const { default: tab } = await import('@bomb.sh/tab/commander');
  const root = tab(program);
  // The request itself is not a verb for people.
  root.commands.delete('complete');
  const request = nameRequest(words);
  const names = request ? await completedNames(session, request) : [];
  const offer = (complete: (value: string, description: string) => void): void => {
    for (const { name, about } of names) {
      // A name that would break the line cannot be offered.
      if (oneLine(name) === name) complete(name, oneLine(about));
    }
  };
  for (const command of root.commands.values()) {
    for (const argument of command.arguments.values()) argument.handler ??= offer;
    const environment = command.options.get('environment');
    if (environment && request?.kind === 'environment') environment.handler = offer;
  }
  root.parse([...words]);
}
