import { makeRatioRow, makeRow } from '../scripts/bench/make-row.ts';
import { compileMasks } from '../src/main/core/data/mask/compile-masks.ts';
import { createRowMasker } from '../src/main/core/data/mask/create-row-masker.ts';
import { namesByLocale } from '../src/main/core/data/mask/lists/names.ts';
import { makeTable } from '../src/main/core/data/mask/testing/make-table.ts';
import { rule, rulesFor, testSecret } from '../src/main/core/data/mask/testing/mask-text.ts';
import type { Bench } from './bench.ts';

const chunkBytes = 256 * 1024;
const rowCount = 300_000;

const table = makeTable({
  id: 'bigint',
  email: 'text',
  full_name: 'text',
  status: 'text',
  created_at: 'timestamp',
  updated_at: 'timestamp',
  plan: 'text',
  amount: 'numeric',
  session: 'uuid',
  note: 'text',
});

const given = ['Anna', 'Peter', 'Maria', 'Thomas', 'Jürgen', 'Mary', 'John', 'Laura', 'Ewa', 'Lars'];
const family = ['Schmidt', 'Smith', 'Novak', 'Johnson', 'Rossi', 'Garcia', 'Petit', 'Jansen', 'Berg', 'Wolf'];
const domains = ['gmail.com', 'web.de', 'outlook.com', 'example.org', 'firma.example', 'mail.ru'];
const note = 'the customer asked for a call back about the second invoice of last month';

const names = Object.values(namesByLocale);
const givenOf = names.flatMap(({ female, male }) => [...female, ...male]);
const familyOf = names.flatMap((one) => one.family);

/** Rows of a customers table as COPY writes them; every e-mail is another, names come again or hardly ever. */
function makeRows(manyNames: boolean): Buffer {
  const rows: string[] = [];
  const name = (index: number, a: string, b: string): string =>
    manyNames
      ? `${givenOf[(index * 7) % givenOf.length]} ${familyOf[(index * 13 + (index >> 6)) % familyOf.length]}`
      : `${a} ${b}`;
  for (let index = 0; index < rowCount; index += 1) {
    const a = given[(index * 7) % 10] ?? '';
    const b = family[(index * 13 + (index >> 4)) % 10] ?? '';
    const day = String(1 + (index % 28)).padStart(2, '0');
    rows.push(
      [
        ...[100_000 + index, `${a}.${b}${index}@${domains[index % 6]}`.toLowerCase(), name(index, a, b)],
        ...[
          index % 3 ? 'active' : 'trial',
          `2024-03-${day} 10:11:12.131415+00`,
          `2025-03-${day} 10:11:12+00`,
        ],
        ...[index % 5 ? 'standard' : 'team', `${index % 1000}.50`],
        `4b5f1f6e-9d0b-4c1a-8f7e-${String(index).padStart(12, '0')}`,
        index % 7 ? note : '\\N',
      ].join('\t'),
    );
  }
  return Buffer.from(`${rows.join('\n')}\n`);
}

/** Megabytes through `work` in a second of this thread's processor time, chunk by chunk. */
function rate(data: Buffer, work: (chunk: Buffer) => Buffer): number {
  const before = process.threadCpuUsage();
  let written = 0;
  for (let at = 0; at < data.length; at += chunkBytes)
    written += work(data.subarray(at, at + chunkBytes)).length;
  const { user, system } = process.threadCpuUsage(before);
  if (written === 0) throw new Error('Nothing came out.');
  return data.length / (user + system);
}

/** A loop over the bytes, as the least that anything in JavaScript does that looks at each. */
function copyBytes(chunk: Buffer): Buffer {
  const copy = Buffer.allocUnsafe(chunk.length);
  for (let at = 0; at < chunk.length; at += 1) copy[at] = chunk[at] ?? 0;
  return copy;
}

/** The masking kernel on one core, beside a plain copy loop. */
const bench: Bench = {
  name: 'mask',
  run: async ({ rounds, signal, log }) => {
    const data = makeRows(false);
    const many = makeRows(true);
    log(
      `${rowCount} rows, ${Math.round(data.length / 1e6)} MB, ${Math.round(data.length / rowCount)} bytes each`,
    );
    const compile = (rules: Parameters<typeof rulesFor>[1]) =>
      compileMasks({ table, rules: rulesFor(table, rules), secret: testSecret });
    const cases = [
      {
        name: 'e-mail and full name of 10 columns',
        limit: 250,
        rows: data,
        compiled: compile({ email: rule('email'), full_name: rule('full-name') }),
      },
      {
        name: 'e-mail and full name, names that hardly come again',
        limit: 250,
        rows: many,
        compiled: compile({ email: rule('email'), full_name: rule('full-name') }),
      },
      {
        name: 'key and e-mail of 10 columns',
        limit: 250,
        rows: data,
        compiled: compile({ id: rule('key'), email: rule('email') }),
      },
      {
        name: 'free text and session of 10 columns',
        limit: 250,
        rows: data,
        compiled: compile({ note: rule('text'), session: rule('uuid') }),
      },
    ];
    const copied: number[] = [];
    const masked = cases.map((): number[] => []);
    for (let round = -1; round < rounds; round += 1) {
      signal.throwIfAborted();
      const plain = rate(data, copyBytes);
      if (round >= 0) copied.push(plain);
      cases.forEach(({ compiled, rows }, index) => {
        const masker = createRowMasker(compiled);
        const one = rate(rows, masker.push);
        if (round >= 0) masked[index]?.push(one);
      });
    }
    const [first = []] = masked;
    const copyRow = makeRow({
      name: 'a copy byte by byte',
      limit: 250,
      unit: 'MB/s',
      rounds: copied,
      atLeast: true,
    });
    return [
      ...cases.map(({ name, limit }, index) =>
        makeRow({ name, limit, unit: 'MB/s', rounds: masked[index] ?? [], atLeast: true }),
      ),
      copyRow,
      makeRatioRow('a copy byte by byte against masking e-mail and name', 6, copied, first),
    ];
  },
};

export default bench;
