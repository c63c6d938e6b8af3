import { expect, test } from 'vitest';
import { allowInText } from './allow-in-text.ts';

const head = '# ours\nname: shop # the shop\nenvironments:\n  dev: { kind: dev }\n';

test.each([
  ['no section', '', 'isolation:\n  allow: [api.example.com]\n'],
  [
    'a section of one line',
    'isolation: { guard: true }\n',
    'isolation: { guard: true, allow: [api.example.com] }\n',
  ],
  [
    'an empty list',
    'isolation: { guard: true, allow: [] }\n',
    'isolation: { guard: true, allow: [api.example.com] }\n',
  ],
  [
    'a list in brackets, with comments',
    'isolation:\n  allow: [a.example.com, "*.b.example.com"]  # partners\n  guard: true # yes\n\ndatasets: {}\n',
    'isolation:\n  allow: [a.example.com, "*.b.example.com", api.example.com]  # partners\n  guard: true # yes\n\ndatasets: {}\n',
  ],
  [
    'a list in lines',
    'isolation:\n  allow:\n    # partners\n    - a.example.com  # first\n    - b.example.com  # second\n  # on\n  guard: true\n',
    'isolation:\n  allow:\n    # partners\n    - a.example.com  # first\n    - b.example.com  # second\n    - api.example.com\n  # on\n  guard: true\n',
  ],
  [
    'a list over lines in brackets',
    'isolation:\n  allow: [\n    a.example.com,\n  ]\n',
    'isolation:\n  allow: [\n    a.example.com, api.example.com\n  ]\n',
  ],
  [
    'no list yet',
    'isolation:\n    guard: true  # on\n\n# data\ndatasets: {}\n',
    'isolation:\n    guard: true  # on\n    allow: [api.example.com]\n\n# data\ndatasets: {}\n',
  ],
  [
    'no list yet, behind a list of services',
    'isolation:\n  guard: true\n  open:\n    - agent # it must\ndatasets: {}\n',
    'isolation:\n  guard: true\n  open:\n    - agent # it must\n  allow: [api.example.com]\ndatasets: {}\n',
  ],
  [
    'lines without a last break',
    'isolation:\n  guard: true',
    'isolation:\n  guard: true\n  allow: [api.example.com]',
  ],
  [
    'allowed already',
    'isolation: { allow: [api.example.com] } \n',
    'isolation: { allow: [api.example.com] } \n',
  ],
])('%s', (_, before, after) => {
  const text = allowInText(head + before, 'api.example.com');
  expect(text).toBe(head + after);
  const windows = (lines: string): string => lines.replaceAll('\n', '\r\n');
  expect(allowInText(windows(head + before), 'api.example.com')).toBe(windows(head + after));
});

test('a port and a pattern are quoted where YAML would read something else', () => {
  const allow = 'isolation: { allow: [a.example.com] }\n';
  expect(allowInText(head + allow, 'db.example.com:5432')).toContain(
    '[a.example.com, "db.example.com:5432"]',
  );
  expect(allowInText(head + allow, '*.example.com')).toContain('[a.example.com, "*.example.com"]');
  expect(allowInText(head + allow, '10.1')).toContain('[a.example.com, "10.1"]');
});

test('what is no host, and a file with errors, are refused', () => {
  expect(() => allowInText(head, 'a b')).toThrow('"a b" is not a host name.');
  expect(() => allowInText(head, 'x]\nname: other')).toThrow(/is not a host name/);
  expect(() => allowInText('name: shop\n', 'api.example.com')).toThrow(/environments/);
  const alias = `${head}secrets: &names [api]\nisolation: { allow: *names }\n`;
  expect(() => allowInText(alias, 'api.example.com')).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  );
});
