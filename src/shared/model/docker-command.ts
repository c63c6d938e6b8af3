/** What somebody would type to do the same in a terminal. */
export type DockerAction =
  | { readonly kind: 'logs'; readonly container: string; readonly follow: boolean }
  | { readonly kind: 'exec'; readonly container: string; readonly command: readonly string[] }
  | { readonly kind: 'stats'; readonly containers: readonly string[] };

/** A word as a POSIX shell takes it. */
const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The Docker CLI's command for an action on a context's engine, ready to be pasted. */
export function dockerCommand(context: string, action: DockerAction): string {
  const words = ((): readonly string[] => {
    switch (action.kind) {
      case 'logs':
        return ['logs', ...(action.follow ? ['--follow'] : []), action.container];
      case 'exec':
        return ['exec', '-it', action.container, ...action.command];
      case 'stats':
        return ['stats', ...action.containers];
    }
  })();
  return ['docker', ...(context === 'default' ? [] : ['--context', context]), ...words].map(quote).join(' ');
}
