import { stringify } from 'yaml';
import type { RecordedAnswer } from '../../../shared/model/stubs.ts';

/** What was answered is no template: braces in it stay braces. */
const plain = (text: string): string => text.replaceAll('{{', '{{open}}');

function plainJson(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainJson(one)]));
}

function bodyOf({ headers, body }: RecordedAnswer): Readonly<Record<string, unknown>> {
  if (body === null || body === '') return {};
  if (/json/i.test(headers['content-type'] ?? ''))
    try {
      return { json: plainJson(JSON.parse(body)) };
    } catch {
      // It only said so.
    }
  return { body: plain(body) };
}

/** A path as stubs have it: what has a meaning in a pattern is written so that it has none. */
const pattern = (path: string): string => {
  const [before = '', query] = path.split(/\?(.*)/s);
  const escaped = before.replace(/[{}*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return query ? `${escaped}?${query}` : escaped;
};

/** What a host has answered as a file of stubs that a person can edit. Pure. */
export function recordedText(host: string, answers: readonly RecordedAnswer[]): string {
  const cut = answers.filter(({ body }) => body === null).length;
  const stubs = answers.map((one) => {
    const { method, path, status, headers } = one;
    return { request: `${method} ${pattern(path)}`, answer: { status, headers, ...bodyOf(one) } };
  });
  const head = [
    `# Recorded from ${host}: the last answer to each request. What was sent is not kept, nor are cookies.`,
    '# Look through it before you commit it: answers may hold personal data.',
    ...(cut === 0 ? [] : [`# Of ${cut} the body was no text, or too long: it is left out.`]),
  ];
  return `${head.join('\n')}\n${stringify({ stubs }, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
