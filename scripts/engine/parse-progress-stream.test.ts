import { expect, test } from 'vitest';
import { findStreamError, readErrorMessage } from './parse-progress-stream.ts';

test.each([
  ['{"status":"Pulling"}\r\n{"status":"Done"}\r\n', undefined],
  ['{"status":"Pulling"}\n{"errorDetail":{"message":"no space"},"error":"no space"}\n', 'no space'],
  ['', undefined],
  ['not JSON\n', undefined],
])('%j', (text, error) => {
  expect(findStreamError(text)).toBe(error);
});

test.each([
  ['{"message":"no such image"}\n', 'no such image'],
  ['Bad gateway\n', 'Bad gateway'],
  ['null', 'null'],
])('%j', (text, message) => {
  expect(readErrorMessage(text)).toBe(message);
});
