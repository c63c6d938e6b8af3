import { expect, test } from 'vitest';
import { checkConfig } from './check-config.ts';
import { placeText } from './config-error.ts';

/** One line per problem: severity, place, message, and the hint behind an arrow. */
const told = (text: string): readonly string[] =>
  checkConfig(text, 'backlot.yaml').problems.map((problem) =>
    [
      `${problem.severity === 'warning' ? 'warning ' : ''}${placeText(problem).replace('backlot.yaml:', '')}`,
      problem.message,
      ...(problem.hint === undefined ? [] : [`-> ${problem.hint}`]),
    ].join(' '),
  );

/** One environment on line 3, beside a production and a dataset. */
const environment = (line: string): string =>
  `name: shop\nenvironments:\n  ${line}\n  live: { kind: production, protected: true }\ndatasets: { demo: { seed: d.sql } }\n`;

test.each([
  ['x: {}', ['3:3 environments.x.kind is missing.']],
  [
    'x: { kind: stagin }',
    [
      '3:14 environments.x.kind: "stagin" is not one of "dev", "test", "qa", "release", "staging", "production" or "production-copy". -> Did you mean "staging"?',
    ],
  ],
  [
    'X: { kind: dev }',
    [
      '3:3 "X" is not a name of an environment. -> Use lower-case letters, digits and dashes, at most 63; one dot may part it, and * may stand after the dot.',
    ],
  ],
  [
    'x: { kind: dev, host: "a b" }',
    [
      '3:25 environments.x.host: "a b" is not the name of a Docker context. -> Use letters, digits and _ . + -.',
    ],
  ],
  [
    'x: { kind: test, expires: 72 }',
    [
      '3:29 environments.x.expires must be text, not a number. -> How long after its last deploy it is removed: 72h, 3d. For test environments.',
    ],
  ],
  [
    'x: { kind: test, sleep: soon }',
    ['3:27 environments.x.sleep: "soon" is not a duration. -> Write 45s, 30m, 72h, 3d or 1d12h.'],
  ],
  [
    'x: { kind: test, sleep: 0m }',
    ['3:27 environments.x.sleep: "0m" is not a duration. -> It must be longer than nothing.'],
  ],
  [
    'x: { kind: qa, dataset: demo, reseed: "0 25 * * *" }',
    [
      '3:41 environments.x.reseed: "0 25 * * *" is not a schedule. "25" is not a valid hour. -> Use 0 to 23, a range, a list, * or */n.',
    ],
  ],
  [
    'x: { kind: qa, reseed: "0 5 * * *" }',
    ['3:18 "x" is reseeded on a schedule, but has no dataset. -> Add the key "dataset".'],
  ],
  ['x: { kind: qa, follows: "a..b" }', ['3:27 environments.x.follows: "a..b" is not the name of a branch.']],
  [
    'x: { kind: staging, follows: main }',
    ['3:23 "follows" has no meaning in an environment of kind staging. -> It is for "qa" and "release".'],
  ],
  [
    'x: { kind: production-copy, mirrors: live, dataset: demo }',
    [
      '3:46 "dataset" has no meaning in an environment of kind production-copy. -> It is for "dev", "test", "qa", "release" and "staging".',
    ],
  ],
  [
    'x: { kind: dev, expires: 1h }',
    ['3:19 "expires" has no meaning in an environment of kind dev. -> It is for "test".'],
  ],
  [
    'x: { kind: production-copy }',
    ['3:3 "x" is a production-copy, but mirrors nothing. -> Add the key "mirrors".'],
  ],
  [
    'x: { kind: production-copy, mirrors: life }',
    ['3:40 There is no environment "life". -> Did you mean "live"?'],
  ],
  [
    'x: { kind: production-copy, mirrors: x }',
    ['3:40 "x" is of kind production-copy: only a production can be mirrored.'],
  ],
  [
    'test.login: { kind: qa }',
    ['3:23 "test.login" is a name for environments of kind test, not qa. -> Rename one of the two.'],
  ],
  [
    'qa.*: { kind: qa }',
    ['3:17 "qa.*" is a name for environments of kind test, not qa. -> Rename one of the two.'],
  ],
  [
    'x: { kind: production }',
    [
      'warning 3:3 "x" is a production that is not protected. -> Add protected: true, so that nothing here can change or remove its data.',
    ],
  ],
])('environment %s', (line, expected) => {
  expect(told(environment(line))).toEqual(expected);
});

test.each([
  [
    'a: { snapshot: stagng, masking: m.yaml }',
    ['6:18 There is no environment "stagng". -> Did you mean "staging"?'],
  ],
  [
    'a: { snapshot: test.*, masking: m.yaml }',
    ['6:18 "test.*" stands for many environments: a snapshot is taken of one.'],
  ],
  [
    'a: { snapshot: staging, masking: m.yaml, subset: { "a b": "x" } }',
    ['6:54 "a b" is not a table. -> Write table or schema.table.'],
  ],
  [
    'a: { snapshot: staging, masking: m.yaml, subset: { percent: 0, depth: -1 } }',
    [
      '6:63 datasets.a.subset.percent must be at least 0.01.',
      '6:73 datasets.a.subset.depth must be at least 0.',
    ],
  ],
  [
    'a: { snapshot: staging, masking: m.yaml, subset: { percent: "5" } }',
    ['6:63 datasets.a.subset.percent must be a number, not text.'],
  ],
  [
    'a: { snapshot: staging, masking: m.yaml, subset: { follow: { o.c: { limt: 3, depth: 1 } } } }',
    ['6:71 "limt" is not a key of datasets.a.subset.follow.o.c. -> Did you mean "limit"?'],
  ],
  [
    'a: { snapshot: staging, masking: m.yaml, subset: { follow: { o.c: {} } } }',
    ['6:69 datasets.a.subset.follow.o.c must hold limit or depth.'],
  ],
])('dataset %s', (line, expected) => {
  const text = `name: shop\nenvironments:\n  staging: { kind: staging }\n  test.*: { kind: test }\ndatasets:\n  ${line}\n`;
  expect(told(text)).toEqual(expected);
});
