import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { errorDocument, errorText } from './error-text.ts';
import { createPaint } from './styled-text.ts';

const paint = createPaint(false);

const broken = new BacklotError('config-invalid', 'backlot.yaml has 1 problem.', {
  hint: 'Mend it, then run this again.',
  details: {
    problems: [
      {
        file: 'backlot.yaml',
        line: 3,
        column: 5,
        message: 'unknown key "naem"',
        hint: 'Did you mean "name"?',
        excerpt: '  3 | naem: shop\n    | ^^^^',
        severity: 'error',
      },
    ],
  },
});

test('a configuration error points at its place', () => {
  expect(errorText(broken, paint)).toBe(
    `
error: backlot.yaml has 1 problem.
backlot.yaml:3:5: unknown key "naem"
  3 | naem: shop
    | ^^^^
hint: Did you mean "name"?
hint: Mend it, then run this again.`.trimStart(),
  );
});

test('an error without details is two lines', () => {
  const error = new BacklotError('docker-missing', 'No Docker engine\u001B[2J answers.', {
    hint: 'Start it.',
  });
  expect(errorText(error, paint)).toBe('error: No Docker engine answers.\nhint: Start it.');
});

test('an error for programs has always the same keys', () => {
  expect(errorDocument(new BacklotError('internal', 'x'))).toEqual({
    error: { code: 'internal', message: 'x', hint: null, details: {} },
  });
});
