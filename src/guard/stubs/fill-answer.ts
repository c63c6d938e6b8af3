import { fillText, type StubAnswer, templateParts } from '../../shared/model/stubs.ts';

/** An answer as it is sent. */
export interface FilledAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Find = (part: string) => unknown;

/** JSON with its templates filled in. A text that is one part alone becomes what that part is, a number too. */
export function fillJson(value: unknown, find: Find): unknown {
  if (typeof value === 'string') {
    const [only = ''] = templateParts(value);
    return /^\{\{[^{}]*\}\}$/.test(value) ? find(only) : fillText(value, find);
  }
  if (Array.isArray(value)) return value.map((one) => fillJson(one, find));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fillJson(one, find)]));
}

/** A header has one line: what came from a request must not begin another. */
const oneLine = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]+/g, ' ');

/** Fills an answer in. Pure but for what `find` does. */
export function fillAnswer({ status, headers, body, json }: StubAnswer, find: Find): FilledAnswer {
  const text = json === undefined ? fillText(body ?? '', find) : JSON.stringify(fillJson(json, find));
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), oneLine(fillText(value, find))]),
  );
  const type = json === undefined ? 'text/plain; charset=utf-8' : 'application/json';
  return {
    status,
    headers: { ...(text === '' ? {} : { 'content-type': type }), ...own },
    body: Buffer.from(text),
  };
}
