import { expect, test } from 'vitest';
import { decide, decideName } from './decide.ts';

const to = (service: string) => ({ service, port: 8000 });
const rules = {
  record: ['recorded.example'],
  allow: ['api.example.com', '*.packages.example', 'api.stripe.example'],
  replace: [
    { host: '*.stripe.example', sandbox: to('any') },
    { host: 'api.stripe.example', sandbox: to('payments') },
    { host: 'ledger.stripe.example:8443', sandbox: to('ledger') },
  ],
};

test.each([
  ['api.stripe.example', 443, 'payments'],
  ['API.Stripe.Example.', 80, 'payments'],
  ['files.stripe.example', 443, 'any'],
  ['ledger.stripe.example', 8443, 'ledger'],
  ['ledger.stripe.example', 443, 'any'],
])('%s:%i is answered by %s', (host, port, service) => {
  expect(decide(rules, host, port)).toEqual({ verdict: 'replaced', sandbox: to(service) });
});

test.each([
  ['api.example.com', 443, 'allowed'],
  ['recorded.example', 443, 'recorded'],
  ['recorded.example', 22, 'blocked'],
  ['api.example.com', 5432, 'blocked'],
  ['api.stripe.example', 5432, 'blocked'],
  ['stripe.example', 443, 'blocked'],
  ['evil-stripe.example', 443, 'blocked'],
])('%s:%i is %s', (host, port, verdict) => {
  expect(decide(rules, host, port)).toEqual({ verdict });
});

test('names are told apart without a port', () => {
  expect(decideName(rules, 'ledger.stripe.example')).toBe('replaced');
  expect(decideName(rules, 'recorded.example')).toBe('recorded');
  expect(decideName(rules, 'a.packages.example')).toBe('allowed');
  expect(decideName(rules, 'secret.tunnel.example')).toBe('blocked');
});
