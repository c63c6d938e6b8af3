import { expect, test } from 'vitest';
import type { Service } from '../compose/model.ts';
import { desireModel } from './testing/stack-model.ts';

const hashes = (services: Readonly<Record<string, Partial<Service>>>, more: object = {}) =>
  Object.fromEntries(desireModel({ services, ...more }).services.map(({ name, hash }) => [name, hash]));
const hash = (service: Partial<Service>): string | undefined => hashes({ web: service }).web;

const base: Partial<Service> = { environment: { A: '1', B: '2' }, labels: { x: 'y' }, command: ['run'] };

test('the same in another order is the same', () => {
  expect(hash({ command: ['run'], labels: { x: 'y' }, environment: { B: '2', A: '1' } })).toBe(hash(base));
});

test.each<[string, Partial<Service>]>([
  ['scale', { scale: 3 }],
  ['deploy.replicas', { deploy: { replicas: 3, labels: { a: 'b' }, mode: 'replicated' } }],
  ['build', { build: { context: '/x' } }],
  ['pull_policy', { pull_policy: 'always' }],
  ['profiles', { profiles: ['a'] }],
  ['develop', { develop: { watch: [] } }],
  ['attach', { attach: false }],
  ['x-', { 'x-thing': 1 }],
])('%s says nothing of a container', (_, more) => {
  expect(hash({ ...base, ...more })).toBe(hash(base));
});

test('what it needs says nothing of a container', () => {
  const needs = { db: { condition: 'service_started', required: true } } as const;
  expect(hashes({ web: { ...base, depends_on: needs }, db: {} }).web).toBe(hash(base));
});

test.each<[string, Partial<Service>]>([
  ['environment', { environment: { A: '1', B: '3' } }],
  ['command', { command: ['run', 'x'] }],
  ['deploy.resources', { deploy: { resources: { limits: { memory: '1000' } } } }],
  ['image', { image: 'other:1' }],
  ['healthcheck', { healthcheck: { test: ['CMD', 'true'] } }],
])('%s does', (_, more) => {
  expect(hash({ ...base, ...more })).not.toBe(hash(base));
});

test("one service's edit leaves the others alone; a secret's text counts", () => {
  const before = hashes({ a: base, b: base });
  const after = hashes({ a: { ...base, environment: {} }, b: base });
  expect(after.b).toBe(before.b);
  const withText = (content: string) =>
    hashes({ web: { configs: [{ source: 'c' }] } }, { configs: { c: { name: 'c', content } } }).web;
  expect(withText('1')).not.toBe(withText('2'));
});

test('short fingerprints hold no trace of the environment', () => {
  const [web] = desireModel({ services: { web: base } }).services;
  expect(Object.keys(web?.parts ?? {}).sort()).toEqual(['command', 'image', 'labels', 'networks']);
});
