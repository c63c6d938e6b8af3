export type SplitCommand =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly cutAt?: string | undefined }
  | { readonly kind: 'broken'; readonly why: string };

const blanks = new Set([' ', '\t', '\r', '\n']);
const operators = new Set([';', '&', '|', '<', '>']);

/**
 * A command line as words, the way compose splits it: quotes and backslashes as in a shell, no shell
 * behind it. At an unquoted `;`, `&`, `|`, `<` or `>` compose drops the rest: `cutAt` says where.
 */
export function splitCommand(text: string): SplitCommand {
  const words: string[] = [];
  let word = '';
  let open = false;
  let quote: string | undefined;
  let escaped = false;
  // `…` and $(…) keep their blanks; nothing runs them.
  let backquoted = false;
  let substitution = false;
  let cutAt: string | undefined;
  const end = (): void => {
    if (open || word !== '') words.push(word);
    word = '';
    open = false;
  };
  for (const letter of text) {
    if (escaped) {
      word += letter;
      escaped = false;
    } else if (letter === '\\' && quote !== "'") {
      escaped = true;
    } else if (quote !== undefined) {
      if (letter === quote) quote = undefined;
      else word += letter;
    } else if (blanks.has(letter) && !substitution && !backquoted) {
      end();
    } else if ((letter === '"' || letter === "'") && !substitution) {
      quote = letter;
      open = true;
    } else if (letter === '`' && !substitution) {
      backquoted = !backquoted;
      word += letter;
    } else if (backquoted) {
      word += letter;
    } else if (letter === '(') {
      if (substitution || !word.endsWith('$')) return { kind: 'broken', why: 'It has a bare "(".' };
      substitution = true;
      word += letter;
    } else if (letter === ')') {
      substitution = !substitution;
      word += letter;
    } else if (operators.has(letter) && !substitution) {
      cutAt = letter;
      if (letter === '>' && /^\d/.test(word)) word = '';
      break;
    } else word += letter;
  }
  if (quote !== undefined || escaped || substitution || backquoted) {
    return { kind: 'broken', why: 'A quote, a bracket or a backslash is left open.' };
  }
  end();
  return cutAt === undefined ? { kind: 'words', words } : { kind: 'words', words, cutAt };
}
