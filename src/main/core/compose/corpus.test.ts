import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCompose } from './load-compose.ts';
import { printConfig } from './print-config.ts';
import { corpusCases, withoutMachine } from './testing/corpus-cases.ts';

const signal = new AbortController().signal;
const cases = corpusCases();

/** What compose 2.26.1 answers; written by `compose-reference.docker.test.ts`. */
const expected = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'testing', 'expected', `${name}.expected`), 'utf8'));

test('the corpus is large', () => {
  expect(cases.length).toBeGreaterThan(60);
});

describe.each(cases)('$name', ({ name, request }) => {
  test('is what compose makes of it', async () => {
    const { model } = await loadCompose(request, signal);
    expect(JSON.parse(withoutMachine(printConfig(model)))).toEqual(expected(name));
  });

  test('reads its own print as the same model', async () => {
    const { model } = await loadCompose(request, signal);
    const print = printConfig(model);
    const again = await loadCompose({ ...request, files: ['-'], stdin: print }, signal);
    expect(printConfig(again.model)).toBe(print);
  });
});
