import type { RecordedAnswer } from '../shared/model/stubs.ts';

/** Keeps what recorded hosts have answered, the newest for each request. */
export interface Recorder {
  readonly note: (answer: RecordedAnswer) => void;
  readonly list: () => readonly RecordedAnswer[];
}

/** Bytes of one body that are kept, and of all. */
export const largestRecorded = 256 * 1024;
const mostBytes = 16 * 2 ** 20;
const mostAnswers = 1000;

const weight = ({ body, path }: RecordedAnswer): number => path.length + (body?.length ?? 0) + 500;

/** In bounded memory: where there is no room the oldest go. */
export function createRecorder(): Recorder {
  const kept = new Map<string, RecordedAnswer>();
  let bytes = 0;
  const drop = (key: string): void => {
    const found = kept.get(key);
    if (found === undefined) return;
    kept.delete(key);
    bytes -= weight(found);
  };
  return {
    note(answer) {
      const key = `${answer.host} ${answer.method} ${answer.path}`;
      drop(key);
      kept.set(key, answer);
      bytes += weight(answer);
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes && kept.size <= mostAnswers) break;
        drop(oldest);
      }
    },
    list: () => [...kept.values()],
  };
}

/** Headers of an answer that mean something in a stub. None that opens a session or names a person is among them. */
const told: readonly string[] = [
  ...['content-type', 'content-language', 'content-disposition', 'cache-control', 'etag', 'last-modified'],
  ...['link', 'location', 'retry-after', 'vary'],
];

const isText = (type: string): boolean =>
  type === '' || /^text\/|[/+](?:json|xml|javascript|x-www-form-urlencoded)\b/i.test(type);

/** What an answer was, as far as it is kept: no secret of its headers, and of its body only text. Pure. */
export function keepAnswer(
  { host, method, path }: Pick<RecordedAnswer, 'host' | 'method' | 'path'>,
  status: number,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Buffer,
): RecordedAnswer {
  const type = String(headers['content-type'] ?? '');
  const fits = body.length <= largestRecorded && isText(type) && headers['content-encoding'] === undefined;
  return {
    ...{ host, method, path, status },
    headers: Object.fromEntries(
      told.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
    ),
    body: fits ? body.toString('utf8') : null,
  };
}
