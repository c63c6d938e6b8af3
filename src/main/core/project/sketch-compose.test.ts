import { expect, test } from 'vitest';
import { mergeSketches, sketchCompose } from './sketch-compose.ts';

test('services with images, builds and named volumes; names of variables', () => {
  const text = `name: shop
services:
  web: { build: ., ports: ["8080:80"], environment: { KEY: "\${STRIPE_KEY:?}", COST: "$$5" } }
  db:
    image: postgres:17
    volumes:
      - db-data:/var/lib/postgresql/data
      - ./init:/docker-entrypoint-initdb.d
      - /srv/x:/x
      - /anonymous
      - { type: volume, source: wal, target: /wal }
      - { type: bind, source: ./x, target: /y }
  odd:
`;
  expect(sketchCompose(text)).toEqual({
    name: 'shop',
    services: [
      { name: 'web', built: true, volumes: [] },
      { name: 'db', image: 'postgres:17', built: false, volumes: ['db-data', 'wal'] },
      { name: 'odd', built: false, volumes: [] },
    ],
    variables: ['STRIPE_KEY'],
  });
});

test.each([
  ['', 'It holds no services.'],
  ['- a', 'It holds no services.'],
  [
    'a: [',
    'This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
])('%j is read as far as it goes', (text, flaw) => {
  expect(sketchCompose(text)).toEqual({ services: [], variables: [], flaw });
});

test('a later file adds to a service', () => {
  const base = sketchCompose('services: { db: { image: "postgres:17", volumes: ["a:/a"] } }');
  const override = sketchCompose(
    'services: { db: { build: db, volumes: ["b:/b"] }, mail: { image: mailpit } }',
  );
  expect(mergeSketches([base, override])).toEqual([
    { name: 'db', image: 'postgres:17', built: true, volumes: ['a', 'b'] },
    { name: 'mail', image: 'mailpit', built: false, volumes: [] },
  ]);
});
