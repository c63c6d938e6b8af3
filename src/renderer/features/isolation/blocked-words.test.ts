import { expect, test } from 'vitest';
import { blockedWords } from './blocked-words.ts';

const nothing = { pictures: 0, others: 0, scripts: 0, forms: 0 };

test.each([
  [{}, 'It asks for nothing outside itself.'],
  [{ pictures: 1 }, '1 remote thing was not loaded: 1 picture.'],
  [{ pictures: 3, others: 2 }, '5 remote things were not loaded: 3 pictures and 2 styles, fonts and frames.'],
  [{ scripts: 1 }, 'It asks for nothing outside itself. 1 script was taken out.'],
  [
    { others: 1, scripts: 2, forms: 1 },
    '1 remote thing was not loaded: 1 style, font or frame. 2 scripts and 1 form were taken out.',
  ],
])('%j', (parts, words) => {
  expect(blockedWords({ ...nothing, ...parts })).toBe(words);
});
