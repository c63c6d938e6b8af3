/** Options before the command that take a value of their own. */
const withValue = new Set(['-C', '--project', '--environment', '-u', '--user', '-w', '--workdir']);

/**
 * Puts `--` before the command of `exec [environment] <service> [command...]`, so that its options stay
 * its own: `exec web ls -la`, `exec dev web sh -c …`. After two words of which the second may be a service
 * or the command, every option is the command's. Pure.
 */
export function separateCommand(argv: readonly string[]): readonly string[] {
  let words = 0;
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--') return argv;
    if (withValue.has(word)) at += 1;
    else if (!word.startsWith('-')) {
      if (words === 0 && word !== 'exec') return argv;
      words += 1;
      if (words === 3 && argv[at + 1] === '--') return argv;
      if (words === 3) return [...argv.slice(0, at + 1), '--', ...argv.slice(at + 1)];
    }
  }
  return argv;
}
