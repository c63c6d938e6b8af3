import { expect, test } from 'vitest';
import { filterLogs, type LogFilter, parseMatch } from './filter-logs.ts';
import type { LogLevel, ShownLine } from './log-buffer.ts';

const line = (id: number, service: string, level: LogLevel | undefined, text: string): ShownLine => ({
  id,
  service,
  container: `${service}-1`,
  from: 'stdout',
  at: id,
  text,
  level,
});
const lines = [
  line(0, 'web', 'info', 'GET /cart'),
  line(1, 'web', 'error', 'Refused'),
  line(2, 'db', undefined, 'checkpoint'),
  line(3, 'db', 'debug', 'vacuum'),
];
const none: LogFilter = { solo: [], muted: [], least: 'all', match: undefined };

test.each<readonly [Partial<LogFilter>, readonly number[]]>([
  [{}, [0, 1, 2, 3]],
  [{ solo: ['db'] }, [2, 3]],
  [{ muted: ['db'] }, [0, 1]],
  [{ solo: ['db', 'web'], muted: ['web'] }, [2, 3]],
  [{ least: 'info' }, [0, 1, 2]],
  [{ least: 'warn' }, [1]],
  [{ match: /cart|vac/ }, [0, 3]],
])('%o lets %o through', (filter, ids) => {
  expect(filterLogs(lines, { ...none, ...filter }).map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['', undefined],
  ['get', /get/iu],
  ['GET', /GET/u],
])('%o is searched for as %o', (text, regex) => {
  expect(parseMatch(text)).toEqual({ regex });
});

test('what is no regular expression is a problem in words', () => {
  expect(parseMatch('a(')).toEqual({ problem: expect.stringContaining('Invalid regular expression') });
});
