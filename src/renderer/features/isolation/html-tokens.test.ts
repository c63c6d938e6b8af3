import { expect, test } from 'vitest';
import { htmlTokens } from './html-tokens.ts';

const read = (html: string): string =>
  [...htmlTokens(html)]
    .map((token) => {
      if (token.kind === 'text') return `"${token.text}"`;
      if (token.kind === 'end') return `/${token.name}`;
      const own = token.attributes.map(([name, value]) => ` ${name}=${value}`).join('');
      return `${token.name}${own}${token.raw === undefined ? '' : ` {${token.raw}}`}`;
    })
    .join(' | ');

test.each([
  ['plain', '"plain"'],
  ['<p>a</p>', 'p | "a" | /p'],
  ['<P CLASS=a id="b > c" hidden>', 'p class=a id=b > c hidden='],
  ["<img src='x' / alt = y>", 'img src=x alt=y'],
  ['<br/><hr />', 'br | hr'],
  ['a<!-- <p> -->b<!--->c<!-- x --!>d', '"a" | "b" | "c" | "d"'],
  ['<!--[if mso]><table><![endif]-->x<![if !mso]>y<![endif]>', '"x" | "y"'],
  ['<!doctype html><?xml x?>a', '"a"'],
  ['1 < 2 <3 </ >', '"1 " | "<" | " 2 " | "<" | "3 "'],
  ['<script>if (a < b) "</p>"</script >x', 'script {if (a < b) "</p>"} | "x"'],
  ['<style>p > a {}</STYLE>x<style>rest', 'style {p > a {}} | "x" | style {rest}'],
  ['<title>a <b></title>', 'title {a <b>}'],
  ['<p onclick="a">b', 'p onclick=a | "b"'],
  ['<a href="unclosed>x', 'a href= | "x"'],
  ['<p never', ''],
  ['<!-- never', ''],
  ['<x:y/z="1">', 'x:y z=1'],
])('%s', (html, tokens) => {
  expect(read(html)).toBe(tokens);
});

test('a long text that goes nowhere takes no long time', () => {
  const started = performance.now();
  for (const piece of ['<', '<a ', '<a b="', '<!--', '</', '<a/', '<style>'])
    expect([...htmlTokens(piece.repeat(100_000))].length).toBeLessThan(200_001);
  expect(performance.now() - started).toBeLessThan(5000);
});
