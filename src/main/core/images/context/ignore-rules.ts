import { BacklotError } from '../../../../shared/errors.ts';

/** One pattern of a `.dockerignore`: matches whole paths, relative, with `/`. */
interface IgnoreRule {
  readonly keeps: boolean;
  /** The path that all it means lies at or below; undefined when it has wildcards before its end. */
  readonly below: string | undefined;
  readonly expression: RegExp;
}

/** What a `.dockerignore` leaves out of a build's context. */
export interface IgnoreRules {
  /** True when the path, or a folder above it, is left out by the last rule that says something of it. */
  readonly excludes: (path: string) => boolean;
  /** False when all below an excluded folder is excluded too, so that it need not be looked at. */
  readonly mayKeepBelow: (folder: string) => boolean;
}

/** As Go's filepath.Clean for relative paths: no `.`, no `//`, `..` taken back where it can be. */
function clean(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !pattern.startsWith('/')) parts.push(part);
  }
  return parts.join('/') || '.';
}

/** The patterns of a `.dockerignore` as BuildKit passes them on: cleaned, `!` kept, comments gone. */
export function readIgnoreFile(text: string): readonly string[] {
  const patterns: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    const keeps = trimmed.startsWith('!');
    const pattern = (keeps ? trimmed.slice(1) : trimmed).trim();
    if (pattern === '') {
      if (keeps) patterns.push('!');
    } else patterns.push(`${keeps ? '!' : ''}${clean(pattern)}`);
  }
  return patterns;
}

/**
 * A pattern as an expression. Source: moby/patternmatcher: `*` and `?` stay in one folder, `**` crosses
 * them, `\` takes the next letter as it is, brackets are a class of letters.
 */
function compile(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern.charAt(at);
    if (letter === '*' && pattern.charAt(at + 1) === '*') {
      at += 1;
      if (pattern.charAt(at + 1) === '/') at += 1;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (letter === '*') source += '[^/]*';
    else if (letter === '?') source += '[^/]';
    else if (letter === '\\' && at + 1 < pattern.length) source += literal(pattern.charAt(++at));
    else if (letter === '[' || letter === ']') source += letter;
    // Only inside brackets these two mean something; outside, `^` would be an anchor.
    else if (letter === '-') source += letter;
    else if (letter === '^') source += source.endsWith('[') ? '^' : '\\^';
    else source += literal(letter);
  }
  return new RegExp(`^${source}$`, 's');
}

const literal = (letter: string): string => letter.replace(/[.$+(){}|\\*?^/[\]]/, '\\$&');

/** @throws BacklotError `config-invalid` naming the file and the pattern. */
function toRule(written: string, file: string): IgnoreRule {
  const keeps = written.startsWith('!');
  const pattern = clean(keeps ? written.slice(1) : written);
  try {
    if (written === '!') throw new Error('it keeps nothing');
    const start = pattern.replace(/\/\*{1,2}$/, '');
    return { keeps, below: /[*?[\\]/.test(start) ? undefined : start, expression: compile(pattern) };
  } catch (error) {
    throw new BacklotError('config-invalid', `${file} holds "${written}", which is not a pattern.`, {
      hint: `Correct or remove that line of ${file}.`,
      details: { file, pattern: written },
      cause: error,
    });
  }
}

/**
 * The rules of a list of patterns; `file` names their source for the words of a wrong one.
 * @throws BacklotError `config-invalid`
 */
export function createIgnoreRules(patterns: readonly string[], file: string): IgnoreRules {
  const rules = patterns.filter((pattern) => pattern.trim() !== '').map((pattern) => toRule(pattern, file));
  const keeping = rules.filter(({ keeps }) => keeps);

  const matches = ({ expression }: IgnoreRule, path: string): boolean => {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1))
      if (expression.test(path.slice(0, end))) return true;
    return expression.test(path);
  };

  return {
    excludes: (path) => {
      let excluded = false;
      for (const rule of rules) if (rule.keeps === excluded && matches(rule, path)) excluded = !rule.keeps;
      return excluded;
    },
    mayKeepBelow: (folder) =>
      keeping.some(({ below }) => below === undefined || `${below}/`.startsWith(`${folder}/`)),
  };
}
