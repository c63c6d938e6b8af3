import { expect, test } from 'vitest';
import { redactText } from './redact-text.ts';

test.each([
  ['Ask Ottoline (5)', 'xxx xxxxxxxx (0)'],
  ['Łódź 日本', 'xxxx xx'],
  ['boss@corp.com', 'nobody@redacted.invalid'],
  ['b6d6a5f0-1c7e-4f6e-9c5e-1a2b3c4d5e6f', '00000000-0000-0000-0000-000000000000'],
  ['1981-04-05', '1970-01-01'],
  ['{"owner": "Ada", "age": 36, "on": true}', '{"xxxxx":"xxx","xxx":0,"xx":true}'],
  ['{ada,bob}', '{xxx,xxx}'],
  ['%s owes %1$L', '%s xxxx %1$L'],
])('%s', (text, expected) => {
  expect(redactText(text)).toBe(expected);
});
