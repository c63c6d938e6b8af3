import { expect, test } from 'vitest';
import { detectLevel } from './detect-level.ts';

test.each([
  ['{"level":"error","msg":"x"}', 'error'],
  ['{"time":1,"level":30,"msg":"an error happened"}', 'info'],
  ['{"level":50}', 'error'],
  ['{"severity": "WARNING"}', 'warn'],
  ['ts=1 level=warn msg="x"', 'warn'],
  ['level="debug"', 'debug'],
  ['[ERROR] x', 'error'],
  ['2026-01-02 [notice] 1#1: start', 'info'],
  ['2026-01-02 03:04:05.123 UTC [12] LOG:  database system is ready', 'info'],
  ['2026-01-02 03:04:05.123 UTC [12] FATAL:  role "x" does not exist', 'error'],
  ['error: x is not defined', 'error'],
  ['TypeError: x is not defined', undefined],
  ['INFO  started', 'info'],
  ['12:00:00 WARN: careful', 'warn'],
  ['E0102 03:04:05.000000 1 main.go] x', 'error'],
  ['\u001b[31mERROR\u001b[0m x', 'error'],
  ['GET /error 200', undefined],
  ['info about errors', undefined],
  ['', undefined],
  [`${' '.repeat(500)}ERROR`, undefined],
])('%j: %s', (text, level) => {
  expect(detectLevel(text)).toBe(level);
});
