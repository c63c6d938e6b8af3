import { expect, test } from 'vitest';
import { linksInText } from './mail-links.ts';
import { decodeReferences, safeHtml } from './safe-html.ts';

const nothing = { pictures: 0, others: 0, scripts: 0, forms: 0 };

test.each([
  ['<p class="a" align=center>x &amp; y</p>', '<p class="a" align="center">x &amp; y</p>', {}],
  ['<script>a</script><b onclick="a">x</b>', '<b>x</b>', { scripts: 2 }],
  ['<svg><script>a</script><circle/></svg>x', 'x', { scripts: 1 }],
  ['<img src="https://t.example/1.gif" alt="a">', '<img alt="a">', { pictures: 1 }],
  ['<img src=" \n//t.example/1.gif" srcset="x 2x">', '<img>', { pictures: 2 }],
  ['<img src="cid:logo">', '<img>', {}],
  ['<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==">', {}],
  ['<img src="data:text/html,x">', '<img>', { pictures: 1 }],
  ['<table background="u"><td bgcolor=red>x', '<table><td bgcolor="red">x', { pictures: 1 }],
  ['<link rel=stylesheet href=a><link rel=next href=b>', '', { others: 1 }],
  ['<meta http-equiv=Refresh content="0;url=x"><meta charset=utf-8>', '', { others: 1 }],
  ['<iframe src=a></iframe><object data=b></object><embed src=c>', '', { others: 3 }],
  ['<video src=a poster=b>old</video>', 'old', { others: 2 }],
  [
    '<form action="https://x"><input type=image src=a><button>Go</button></form>',
    'Go',
    { forms: 1, pictures: 1 },
  ],
  ['<base href="https://x"><title>t</title>y', 'y', {}],
  ['<a href="javascript:a">x</a>', '<a>x</a>', { scripts: 1 }],
  ['<a href="java\nscript:a">x</a>', '<a>x</a>', { scripts: 1 }],
  ['<a href="&#106;avascript&colon;a">x</a>', '<a>x</a>', { scripts: 1 }],
  ["<p title='\"><script>a</script>'>x", '<p title="&quot;>&lt;script>a&lt;/script>">x', {}],
  ['2 < 3 <', '2 &lt; 3 &lt;', {}],
])('%s', (html, safe, blocked) => {
  const found = safeHtml(html);
  expect(found.html).toBe(safe);
  expect(found.blocked).toEqual({ ...nothing, ...blocked });
});

test('styles come apart, links are listed', () => {
  const found = safeHtml(
    '<style>p { color: red }</style><p style="color: &#114;ed">Go <a title="x" href="https://a.example/?b=1&amp;c=2"><b>there</b>\nnow</a> or <a href="mailto:x@a.example">write</a> <a href="/x">here</a></p>',
  );
  expect(found.html).toBe(
    '<p data-style="0">Go <a title="https://a.example/?b=1&amp;c=2"><b>there</b>\nnow</a> or <a>write</a> <a>here</a></p>',
  );
  expect(found.sheets).toEqual(['p { color: red }']);
  expect(found.styles).toEqual(['color: red']);
  expect(found.links).toEqual([
    { text: 'there now', url: 'https://a.example/?b=1&c=2', host: 'a.example' },
    { text: 'write', url: 'mailto:x@a.example', host: 'x@a.example' },
  ]);
});

test('character references', () => {
  expect(decodeReferences('&lt;&#x41;&#66;&AMP; &nope; &#0; &#xD800; &amp')).toBe(
    '<AB& &nope; \ufffd \ufffd &',
  );
});

test('a mail that is long on purpose takes no long time', () => {
  const started = performance.now();
  const long = 200_000;
  safeHtml(`<img src="${' '.repeat(long)}x"><p style="${'&'.repeat(long)}">${'<'.repeat(long)}`);
  safeHtml(`<a href="${'\t'.repeat(long)}javascript:x">${'&#'.repeat(long)}</a>`);
  linksInText(`http://x${'.'.repeat(long)}y http://x${')'.repeat(long)}y`);
  expect(performance.now() - started).toBeLessThan(5000);
});
