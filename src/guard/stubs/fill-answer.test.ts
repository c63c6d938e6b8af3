import { expect, test } from 'vitest';
import { fillAnswer } from './fill-answer.ts';
import type { StubRequest } from './stub-request.ts';
import { templateValues } from './template-values.ts';

const request: StubRequest = {
  host: 'api.example.com',
  method: 'POST',
  path: '/v1/charges/ch_1',
  query: new URLSearchParams('page=2'),
  headers: { 'x-request': 'a\r\nset-cookie: b' },
  body: '{"amount":1200,"card":{"last4":"4242"},"note":"{{uuid}}"}',
};
const fill = (answer: Parameters<typeof fillAnswer>[0]) =>
  fillAnswer(answer, templateValues(request, { id: 'ch_1' }, 3));

test('JSON keeps what the parts are; what a request says is no template', () => {
  const { headers, body } = fill({
    ...{ status: 201, headers: {} },
    json: {
      id: '{{path.id}}',
      amount: '{{ body.amount }}',
      text: 'page {{query.page}} of {{count}}',
      card: '{{body.card}}',
      note: '{{body.note}}',
      none: '{{body.none}}',
      list: ['{{method}}', 1, null],
      more: '{{host}}{{body.amount}}',
    },
  });
  expect(headers).toEqual({ 'content-type': 'application/json' });
  expect(JSON.parse(String(body))).toEqual({
    id: 'ch_1',
    amount: 1200,
    text: 'page 2 of 3',
    card: { last4: '4242' },
    note: '{{uuid}}',
    none: '',
    list: ['POST', 1, null],
    more: 'api.example.com1200',
  });
});

test('text, and headers of one line', () => {
  const { status, headers, body } = fill({
    ...{ status: 202, headers: { 'X-Request': '{{headers.X-Request}}', 'Content-Type': 'text/xml' } },
    body: '<id>{{hex.16}}</id><at>{{timestamp}}</at><key>{{uuid}}</key><now>{{now}}</now>{{body}}',
  });
  expect(status).toBe(202);
  expect(headers).toEqual({ 'x-request': 'a set-cookie: b', 'content-type': 'text/xml' });
  expect(String(body)).toMatch(
    /^<id>[0-9a-f]{16}<\/id><at>\d{10}<\/at><key>[0-9a-f-]{36}<\/key><now>\d{4}-.*Z<\/now>\{"amount/,
  );
  expect(fill({ status: 204, headers: {} })).toEqual({ status: 204, headers: {}, body: Buffer.alloc(0) });
});
