import { expect, test } from 'vitest';
import { parseStubs } from './parse-stubs.ts';

const told = (text: string): readonly string[] =>
  parseStubs(text, 'sandboxes/pay.yaml').problems.map(
    ({ file, line, column, message, hint }) =>
      `${file}:${line}:${column} ${message}${hint === undefined ? '' : ` -> ${hint}`}`,
  );

test('a file with all there is', () => {
  const { problems, stubs } = parseStubs(
    `# A payment provider.
scenario: charge {{path.id}}
stubs:
  - request: POST /v1/charges/{id}/capture?dry=false
    headers: { Authorization: Bearer * }
    body: { amount: 1200 }
    state: start
    next: captured
    answer:
      status: 201
      headers: { X-Request: "{{uuid}}" }
      json: { id: "{{path.id}}", amount: "{{body.amount}}" }
    latency: [100ms, 1.5s]
  - { request: "* /*", scenario: any, fault: timeout }
  - { request: GET /v1/charges, answer: {} }
`,
    'pay.yaml',
  );
  expect(problems).toEqual([]);
  expect(stubs).toEqual([
    {
      at: 'pay.yaml:4',
      method: 'POST',
      path: '/v1/charges/{id}/capture',
      query: { dry: 'false' },
      headers: { authorization: 'Bearer *' },
      body: { amount: 1200 },
      scenario: 'charge {{path.id}}',
      state: 'start',
      next: 'captured',
      answer: {
        status: 201,
        headers: { 'X-Request': '{{uuid}}' },
        json: { id: '{{path.id}}', amount: '{{body.amount}}' },
      },
      latency: [100, 1500],
    },
    {
      at: 'pay.yaml:14',
      path: '/*',
      ...{ query: {}, headers: {}, scenario: 'any', latency: [0, 0], fault: 'timeout' },
      answer: { status: 200, headers: {} },
    },
    {
      ...{ at: 'pay.yaml:15', method: 'GET', path: '/v1/charges', query: {}, headers: {} },
      ...{ scenario: 'charge {{path.id}}', latency: [0, 0], answer: { status: 200, headers: {} } },
    },
  ]);
});

const one = (stub: string): string => `stubs:\n  - ${stub}\n`;

test.each([
  ['', ['sandboxes/pay.yaml:1:1 stubs is missing.']],
  ['stubs: []', ['sandboxes/pay.yaml:1:8 stubs must not be an empty list.']],
  [
    'stubs: [',
    [
      'sandboxes/pay.yaml:1:9 This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ],
  [
    'stub: []',
    ['sandboxes/pay.yaml:1:1 "stub" is not a key of sandboxes/pay.yaml. -> Did you mean "stubs"?'],
  ],
  [
    one('{ request: "GET v1", answer: {} }'),
    [
      'sandboxes/pay.yaml:2:16 stubs[0].request: "GET v1" is not a request. -> Write GET /v1/charges/{id}, or * for any method.',
    ],
  ],
  [
    one('{ request: "GET /v1", answr: {} }'),
    ['sandboxes/pay.yaml:2:27 "answr" is not a key of stubs[0]. -> Did you mean "answer"?'],
  ],
  [
    one('{ request: "GET /v1", answer: { status: 99 } }'),
    ['sandboxes/pay.yaml:2:45 stubs[0].answer.status must be at least 200.'],
  ],
  [
    one('{ request: "GET /{a}/{a}", answer: {} }'),
    [
      'sandboxes/pay.yaml:2:16 "/{a}/{a}" is not a path of a stub. -> A segment is text or one {name}, each name once; * may stand at the end.',
    ],
  ],
  [one('{ request: "GET /*/b", answer: {} }'), [expect.stringContaining('"/*/b" is not a path of a stub.')]],
  [one('{ request: GET /v1 }'), [expect.stringContaining('2:16 This stub has no answer.')]],
  [one('{ request: GET /v1, fault: truncated }'), [expect.stringContaining('2:16 This stub has no answer.')]],
  [
    one('{ request: GET /v1, fault: slow }'),
    ['sandboxes/pay.yaml:2:32 stubs[0].fault: "slow" is not one of "reset", "timeout" or "truncated".'],
  ],
  [
    one('{ request: GET /v1, latency: 1m, answer: {} }'),
    [expect.stringContaining('2:34 stubs[0].latency: "1m" is not a time. -> Write 250ms or 1.5s.')],
  ],
  [
    one('{ request: GET /v1, latency: [2s, 1s], answer: {} }'),
    [expect.stringContaining('2:34 This is no latency.')],
  ],
  [
    one('{ request: GET /v1, answer: { body: "{{body.a}} {{env.KEY}}" } }'),
    [
      expect.stringContaining(
        '2:41 In "{{body.a}} {{env.KEY}}", {{env.KEY}} is not something that a template knows.',
      ),
    ],
  ],
  [
    one('{ request: GET /v1, answer: { json: { a: ["{{uuid"] } } }'),
    [expect.stringContaining('2:47 In "{{uuid", a {{ is not closed.')],
  ],
  [
    one('{ request: GET /v1, answer: { body: a, json: b } }'),
    [expect.stringContaining('2:50 An answer has a body or json, not both.')],
  ],
  [
    one('{ request: "GET /v1/{id}", answer: { body: "{{path.ID}}" } }'),
    [expect.stringContaining('The path has no {ID}, which {{path.ID}} stands for.')],
  ],
])('%j', (text, expected) => {
  expect(told(text)).toEqual(expected);
  expect(parseStubs(text, 'a').stubs).toEqual([]);
});
