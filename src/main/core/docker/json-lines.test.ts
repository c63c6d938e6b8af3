import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import { readJsonLines } from './json-lines.ts';

const signal = new AbortController().signal;
const mapped = new BacklotError('docker-unreachable', 'The engine went away.');
const mapError = async (): Promise<BacklotError> => mapped;
const line = z.object({ id: z.string() });

const read = async (chunks: AsyncIterable<Buffer> | readonly Buffer[]): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { id } of readJsonLines({ mapError }, Readable.from(chunks), line, signal)) ids.push(id);
  return ids;
};

test('lines come whole whatever the chunks, also one without an end', async () => {
  const bytes = Buffer.from('{"id":"ä"}\r\n\n{"id":"b"}\n{"id":"c"}');
  const single = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(await read(single)).toEqual(['ä', 'b', 'c']);
});

test('what is not known is left out', async () => {
  expect(await read([Buffer.from('{"new":1}\nnot json\n{"id":"a"}\n')])).toEqual(['a']);
});

test('an engine that goes in the middle is an error, after what it said', async () => {
  const broken = (async function* () {
    yield Buffer.from('{"id":"a"}\n');
    throw new Error('reset');
  })();
  await expect(read(broken)).rejects.toBe(mapped);
});
