import type { ConfigKey } from './list-keys.ts';

const start = '<!-- keys: written by "npm run schema" -->';
const end = '<!-- end of keys -->';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The keys as a Markdown table. */
export function renderKeyTable(keys: readonly ConfigKey[]): string {
  const rows = keys.map(({ key, value, required, fallback, description }) => {
    const without = required ? 'required' : fallback === undefined ? '' : `\`${fallback}\``;
    return `| \`${key}\` | ${cell(value)} | ${without} | ${cell(description)} |`;
  });
  return ['| key | value | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The page with its table renewed. @throws Error when the page has no place for it. */
export function replaceKeyTable(page: string, table: string): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page needs the lines ${start} and ${end}.`);
  return `${page.slice(0, from)}${start}\n${table}\n${page.slice(to)}`;
}
