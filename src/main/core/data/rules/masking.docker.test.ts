import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MaskingReport } from '../../../../shared/model/masking.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { containerSource } from '../postgres/container-source.ts';
import { introspect } from '../postgres/introspect.ts';
import {
  noPagila,
  type PostgresContainer,
  readPagila,
  startPostgres,
} from '../postgres/testing/postgres-container.ts';
import { checkMasking, type MaskingParts, scanMasking, setRule, writeMasking } from './masking.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;
const sample = fileURLToPath(new URL('../../../../../resources/sample/db/', import.meta.url));

describe.skipIf(skipped)(`a real server${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  const servers: PostgresContainer[] = [];
  beforeAll(async () => {
    engine = await connectLocal(signal);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.remove()));
    engine.close();
  });

  const holding = async (
    scripts: readonly string[],
    user?: string,
  ): Promise<{ readonly server: PostgresContainer; readonly parts: MaskingParts }> => {
    const server = await startPostgres(engine, user === undefined ? {} : { user });
    servers.push(server);
    for (const sql of scripts) await server.target.run(sql, signal);
    const parts: MaskingParts = {
      openSource: () => containerSource({ engine, container: server.id, name: 'staging / db' }, signal),
      introspect: (source) => introspect(source, signal),
      previewRule: () => Promise.resolve({ rows: [], leaks: [] }),
    };
    return { server, parts };
  };

  const rulesOf = ({ tables }: MaskingReport): ReadonlyMap<string, string> =>
    new Map(
      tables.flatMap(({ name, columns }) =>
        columns.map((column) => [
          `${name.replace('public.', '')}.${column.name}`,
          column.proposal?.text ?? '',
        ]),
      ),
    );

  const maskedOf = (report: MaskingReport): readonly string[] =>
    [...rulesOf(report)].filter(([, text]) => text !== 'keep').map(([name, text]) => `${name} ${text}`);

  test.skipIf(noPagila)(
    `Pagila${noPagila ? ` (skipped: ${noPagila})` : ''}: every personal column is found, written, checked`,
    async () => {
      const { server, parts } = await holding(await readPagila(), 'postgres');
      const folder = await temporaryFolder();
      const place = { project: folder.path, environment: 'staging' };
      const scan = await scanMasking(parts, place, signal);
      expect(maskedOf(scan)).toMatchInlineSnapshot(`
        [
          "actor.first_name { mask: given-name }",
          "actor.last_name { mask: family-name }",
          "address.address { mask: address }",
          "address.address2 { mask: street }",
          "address.district { mask: region }",
          "address.postal_code { mask: postal-code }",
          "address.phone { mask: phone }",
          "city.city { mask: city }",
          "country.country { mask: country }",
          "customer.first_name { mask: given-name }",
          "customer.last_name { mask: family-name }",
          "customer.email { mask: email }",
          "film.fulltext { mask: tsvector }",
          "staff.first_name { mask: given-name }",
          "staff.last_name { mask: family-name }",
          "staff.email { mask: email }",
          "staff.username { mask: username }",
          "staff.password { mask: password }",
          "staff.picture { mask: binary }",
        ]
      `);
      expect(scan).toMatchObject({ file: 'db/masking.yaml', exists: false, ruled: 0 });
      expect(scan.tables.map(({ name }) => name)).not.toContain('public.payment_p2022_01');

      const written = await writeMasking(parts, place, signal);
      expect(written).toMatchObject({ exists: true, open: 0, ruled: written.columns });
      const file = join(folder.path, 'db/masking.yaml');
      const text = await readFile(file, 'utf8');
      expect(text.split('\n').filter((line) => line.includes('email'))).toMatchInlineSnapshot(`
        [
          "    email: { mask: email }  # the name says an e-mail address; 200 of 200 values have the form of an e-mail address",
          "    email: { mask: email }  # the name says an e-mail address; 200 of 200 values have the form of an e-mail address",
        ]
      `);

      await server.target.run(
        'alter table customer add column shoe_size integer; alter table film drop column length cascade; alter table staff alter column active type text;',
        signal,
      );
      const check = await checkMasking(parts, place, signal);
      const open = check.tables.flatMap((table) =>
        table.columns
          .filter(({ state }) => state !== 'ruled')
          .map(({ name, state, problem }) => `${table.name}.${name} ${state}: ${problem}`),
      );
      expect(open).toEqual([
        'public.customer.shoe_size unclassified: it has no rule',
        'public.film.length gone: the column is gone: remove its line',
        'public.staff.active drifted: it was kept as boolean and is text now: decide anew',
      ]);
      await writeMasking(parts, place, signal);
      await setRule(parts, { ...place, table: 'public.film', column: 'length', text: '' }, signal);
      const last = await setRule(
        parts,
        { ...place, table: 'public.staff', column: 'active', text: 'keep' },
        signal,
      );
      expect(last.open).toBe(0);
      const lines = (await readFile(file, 'utf8')).split('\n');
      expect(lines.filter((line) => !text.split('\n').includes(line))).toEqual([
        expect.stringMatching(/^ {4}shoe_size: keep integer/),
        expect.stringMatching(/^ {4}active: keep text/),
      ]);
    },
  );

  test('the sample: its people are masked, its catalogue is kept', async () => {
    const names = (await readdir(join(sample, 'migrations'))).toSorted();
    const scripts = await Promise.all([
      ...names.map((name) => readFile(join(sample, 'migrations', name), 'utf8')),
      readFile(join(sample, 'seeds/demo.sql'), 'utf8'),
    ]);
    const { parts } = await holding(scripts);
    const folder = await temporaryFolder();
    const place = { project: folder.path, url: 'postgresql://shop@example/shop' };
    expect(maskedOf(await scanMasking(parts, place, signal))).toMatchInlineSnapshot(`
      [
        "addresses.recipient { mask: full-name }",
        "addresses.street { mask: street }",
        "addresses.postal_code { mask: postal-code }",
        "addresses.city { mask: city }",
        "addresses.country { mask: country }",
        "audit_log.ip { mask: ip }",
        "audit_log.user_agent { mask: user-agent }",
        "customers.given_name { mask: given-name }",
        "customers.family_name { mask: family-name }",
        "customers.email { mask: email }",
        "customers.phone { mask: phone }",
        "customers.birth_date { mask: date }",
        "customers.password_hash { mask: password }",
        "events.payload { mask: json, paths: { order: keep, "ship_to[*]": redact, customer.id: keep, customer.name: full-name, customer.email: email, customer.phone: phone, total_cents: keep }, rest: redact }",
        "notes.author { mask: full-name }",
        "notes.body { mask: text }",
        "payments.provider_reference { mask: key }",
        "payments.card_holder { mask: full-name }",
        "sessions.token_hash { mask: token, reversible: true }",
        "sessions.ip { mask: ip }",
        "sessions.user_agent { mask: user-agent }",
      ]
    `);
    expect(await writeMasking(parts, place, signal)).toMatchObject({ open: 0 });
    expect(await readFile(join(folder.path, 'db/masking.yaml'), 'utf8')).toMatchInlineSnapshot(`
      "# What happens to each column when data leaves its database. One line per column; "keep" is a decision too.
      # "backlot mask scan" adds lines for new columns and leaves the others alone; "review" marks a guess.
      version: 1
      tables:
        public.addresses:
          id: keep bigint  # a key without a meaning of its own
          customer_id: keep bigint  # refers to public.customers.id
          recipient: { mask: full-name }  # the name says a name; 20 of 20 values have the form of a given and a family name
          street: { mask: street }  # the name says a street; 16 of 20 values have the form of a street
          postal_code: { mask: postal-code }  # the name says a postal code; 20 of 20 values have the form of a postal code
          city: { mask: city }  # the name says a city; 20 of 20 values have the form of a city
          country: { mask: country }  # the name says a country; 20 of 20 values have the form of a country
          preferred: keep boolean  # true or false
        public.audit_log:
          id: keep bigint  # a key without a meaning of its own
          customer_id: keep bigint  # refers to public.customers.id
          action: keep text  # the name says a code or a measure
          ip: { mask: ip }  # its type is inet
          user_agent: { mask: user-agent }  # the name says a user agent; 80 of 80 values have the form of a user agent
          at: keep timestamp with time zone  # a moment of the system
        public.customers:
          id: keep bigint  # a key without a meaning of its own
          given_name: { mask: given-name }  # the name says a given name; 20 of 20 values have the form of a given name
          family_name: { mask: family-name }  # the name says a family name; 18 of 20 values have the form of a family name
          full_name: keep text  # the database computes it from other columns
          email: { mask: email }  # the name says an e-mail address; 20 of 20 values have the form of an e-mail address
          phone: { mask: phone }  # the name says a phone number; 18 of 18 values have the form of a phone number
          birth_date: { mask: date }  # the name says a birth date
          password_hash: { mask: password }  # the name says a password; 20 of 20 values have the form of a password hash
          created_at: keep timestamp with time zone  # a moment of the system
          deleted_at: keep timestamp with time zone  # a moment of the system
        public.events:
          id: keep bigint  # a key without a meaning of its own
          kind: keep text  # the name says a code or a measure
          payload: { mask: json, paths: { order: keep, "ship_to[*]": redact, customer.id: keep, customer.name: full-name, customer.email: email, customer.phone: phone, total_cents: keep }, rest: redact }  # 7 paths in 40 values; they hold email, free-text, full-name, phone
          at: keep timestamp with time zone  # a moment of the system
        public.notes:
          id: keep bigint  # a key without a meaning of its own
          customer_id: keep bigint  # refers to public.customers.id
          order_id: keep bigint  # refers to public.orders.id
          author: { mask: full-name }  # the name says a name; 4 of 8 values have the form of a given and a family name
          body: { mask: text }  # the name says free text
          created_at: keep timestamp with time zone  # a moment of the system
        public.order_lines:
          order_id: keep bigint  # refers to public.orders.id
          product_id: keep bigint  # refers to public.products.id
          quantity: keep integer  # a number
          price_cents: keep integer  # the name says money
          total_cents: keep integer  # the database computes it from other columns
        public.orders:
          id: keep bigint  # a key without a meaning of its own
          number: keep text  # the name says the number of a thing
          customer_id: keep bigint  # refers to public.customers.id
          address_id: keep bigint  # refers to public.addresses.id
          status: keep public.order_status  # an enum
          total_cents: keep integer  # the name says money
          currency: keep character(3)  # the name says a code or a measure
          placed_at: keep timestamp with time zone  # a moment of the system
        public.payments:
          id: keep bigint  # a key without a meaning of its own
          order_id: keep bigint  # refers to public.orders.id
          provider_reference: { mask: key }  # review: the values are codes of an unknown kind
          status: keep public.payment_status  # an enum
          amount_cents: keep integer  # the name says money
          card_last4: keep character(4)  # 1 labels in 35 values
          card_holder: { mask: full-name }  # the name says a name; 35 of 35 values have the form of a given and a family name
          created_at: keep timestamp with time zone  # a moment of the system
        public.products:
          id: keep bigint  # a key without a meaning of its own
          sku: keep text  # the name says a code or a measure
          name: keep text  # no names of persons in sight
          description: keep text  # the table tells of things, not of people
          price_cents: keep integer  # the name says money
          stock: keep integer  # a number
          active: keep boolean  # true or false
          search: keep tsvector  # the database computes it from other columns
        public.sessions:
          token_hash: { mask: token, reversible: true }  # the name says a secret
          customer_id: keep bigint  # refers to public.customers.id
          ip: { mask: ip }  # its type is inet
          user_agent: { mask: user-agent }  # the name says a user agent; 6 of 6 values have the form of a user agent
          created_at: keep timestamp with time zone  # a moment of the system
          expires_at: keep timestamp with time zone  # a moment of the system
      "
    `);
  });
});
