const secretWord = /(?:^|_)(?:SECRETS?|TOKENS?|PASSWORDS?|PASSWD|PASS|CREDENTIALS?|APIKEY|KEYS?|DSN)(?:_|$)/i;
const publicWord = /(?:^|_)(?:PUBLIC|PUBLISHABLE|ID)(?:_|$)/i;

/** True for a variable whose name says that its value is a secret. */
export const looksSecret = (name: string): boolean => secretWord.test(name) && !publicWord.test(name);

/** The names of the variables that a .env file sets; values are not looked at. */
export const envNames = (text: string): readonly string[] =>
  Array.from(
    text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=/gm),
    ([, name = '']) => name,
  );
