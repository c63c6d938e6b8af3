/** What a `.dockerignore` leaves of some files; checked here and, in one test, against a real build. */
export interface IgnoreExample {
  readonly name: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly sent: readonly string[];
}

export const ignoreExamples: readonly IgnoreExample[] = [
  { name: 'a name at the root only', text: 'a.txt', files: ['a.txt', 'b/a.txt'], sent: ['b/a.txt'] },
  { name: 'a folder with all in it', text: 'b/', files: ['a', 'b/c', 'b/d/e'], sent: ['a'] },
  { name: 'a star stays in its folder', text: '*.md', files: ['a.md', 'b/c.md'], sent: ['b/c.md'] },
  { name: 'a star for a folder', text: '*/x', files: ['x', 'a/x', 'a/b/x'], sent: ['x', 'a/b/x'] },
  { name: 'two stars anywhere', text: '**/*.log', files: ['a.log', 'b/c/d.log', 'b/e'], sent: ['b/e'] },
  { name: 'two stars at the end', text: 'b/**', files: ['b/c', 'b/d/e', 'bb/f'], sent: ['bb/f'] },
  {
    name: 'two stars in the middle',
    text: 'a/**/z',
    files: ['a/z', 'a/b/c/z', 'a/y', 'z'],
    sent: ['a/y', 'z'],
  },
  { name: 'a question mark', text: 'a?', files: ['a', 'ab', 'abc'], sent: ['a', 'abc'] },
  { name: 'a class of letters', text: '[ab].txt', files: ['a.txt', 'b.txt', 'c.txt'], sent: ['c.txt'] },
  { name: 'a class that is not', text: '[^a].txt', files: ['a.txt', 'b.txt'], sent: ['a.txt'] },
  { name: 'all but one', text: '*\n!keep', files: ['keep', 'other'], sent: ['keep'] },
  {
    name: 'a kept file in an excluded folder',
    text: 'b\n!b/keep/me',
    files: ['b/c', 'b/keep/me', 'b/keep/you'],
    sent: ['b/keep/me'],
  },
  {
    name: 'all below a kept folder',
    text: 'b\n!b/keep/**',
    files: ['b/c', 'b/keep/d/e'],
    sent: ['b/keep/d/e'],
  },
  {
    name: 'the last rule wins',
    text: '*.md\n!R*.md\nREAD.md',
    files: ['R.md', 'READ.md', 'a.md'],
    sent: ['R.md'],
  },
  { name: 'a kept pattern before any', text: '!a\na', files: ['a', 'b'], sent: ['b'] },
  {
    name: 'dots and pluses are letters',
    text: 'a.b+c',
    files: ['a.b+c', 'axb+c', 'a.bbc'],
    sent: ['axb+c', 'a.bbc'],
  },
  { name: 'a leading slash is the root', text: '/a', files: ['a', 'b/a'], sent: ['b/a'] },
  { name: 'an escaped letter', text: 'a\\*', files: ['a*', 'ab'], sent: ['ab'] },
  { name: 'case counts', text: 'A', files: ['A', 'a'], sent: ['a'] },
];
