import type {
  ColumnClass,
  MaskedColumn,
  MaskedTable,
  MaskingRule,
  TransformerName,
} from '../../shared/model/masking.ts';

const rule = (mask: TransformerName): MaskingRule => ({ mask, options: {} });

const column = (
  name: string,
  type: string,
  mask: TransformerName | undefined,
  over: Partial<MaskedColumn> = {},
): MaskedColumn => ({
  name,
  type,
  nullable: true,
  unique: false,
  ...(mask && { rule: rule(mask) }),
  text: mask === undefined ? '' : mask === 'keep' ? 'keep' : `{ mask: ${mask} }`,
  state: mask === undefined ? 'unclassified' : 'ruled',
  problem: mask === undefined ? 'no rule says what becomes of it' : '',
  ...over,
});

const shop: readonly MaskedTable[] = [
  {
    name: 'public.customers',
    rows: 184_210,
    columns: [
      column('id', 'bigint', 'keep', { nullable: false, unique: true }),
      column('email', 'character varying(254)', 'email', { nullable: false, unique: true }),
      column('full_name', 'text', 'full-name', { nullable: false }),
      column('phone', 'text', undefined),
      column('birth_date', 'date', undefined),
      column('loyalty_id', 'character varying(12)', undefined, { unique: true }),
      column('password_hash', 'text', 'password'),
      column('notes', 'text', undefined),
      column('created_at', 'timestamp with time zone', 'keep', { nullable: false }),
    ],
  },
  {
    name: 'public.addresses',
    rows: 201_733,
    columns: [
      column('id', 'bigint', 'keep', { nullable: false, unique: true }),
      column('customer_id', 'bigint', 'keep', { nullable: false }),
      column('street', 'text', 'street'),
      column('city', 'text', 'city'),
      column('postal_code', 'character(5)', 'postal-code', {
        state: 'drifted',
        problem: 'it was character varying(10) when the rule was written',
      }),
      column('geo', 'point', 'coordinates'),
      column('fax', 'text', 'phone', { state: 'gone', problem: 'the database has no such column' }),
    ],
  },
  {
    name: 'public.orders',
    rows: 1_840_112,
    columns: [
      column('id', 'bigint', 'keep', { nullable: false, unique: true }),
      column('customer_id', 'bigint', 'keep', { nullable: false }),
      column('total', 'numeric(12,2)', 'keep'),
      column('ip', 'inet', 'email', {
        state: 'unfit',
        problem: 'email makes text, the column is inet',
      }),
      column('gift_message', 'text', 'text'),
      column('placed_at', 'timestamp with time zone', 'keep'),
    ],
  },
  {
    name: 'audit.events',
    rows: 12_400_881,
    columns: [
      column('id', 'uuid', 'keep', { nullable: false, unique: true }),
      column('actor_email', 'citext', undefined),
      column('payload', 'jsonb', undefined),
      column('at', 'timestamp with time zone', 'keep'),
    ],
  },
];

/** The shop's tables, or as many columns as are asked for. */
export const fakeTables = (columns: number): readonly MaskedTable[] =>
  columns === 0
    ? shop
    : Array.from({ length: columns / 20 }, (_, table) => ({
        name: `public.table_${String(table).padStart(3, '0')}`,
        rows: 1000 * table,
        columns: Array.from({ length: 20 }, (_, index) =>
          column(`column_${index}`, 'text', index % 4 === 0 ? undefined : 'keep'),
        ),
      }));

const found: Readonly<
  Record<string, readonly [ColumnClass, TransformerName, confidence: number, ...evidence: string[]]>
> = {
  phone: ['phone', 'phone', 0.97, 'name is that of a phone number', '48 of 50 values have the form of one'],
  birth_date: ['birth-date', 'date', 0.99, 'name says birth date', 'values lie between 16 and 98 years ago'],
  loyalty_id: ['national-id', 'key', 0.62, 'unique text of 12 characters', 'no dictionary knows its form'],
  notes: ['free-text', 'text', 0.91, 'long text of many words', '7 of 50 values hold a name or a number'],
  ip: ['ip', 'ip', 0.99, 'type is inet'],
  actor_email: ['email', 'email', 0.98, 'name looks like e-mail', '50 of 50 values have the form of one'],
  payload: ['json', 'json', 0.84, '3 keys hold e-mail addresses', '1 key holds a phone number'],
  postal_code: ['postal-code', 'postal-code', 0.93, 'name is that of a postal code'],
};

/** A table with what a scan proposes for its columns. */
export const fakeProposals = (table: MaskedTable): MaskedTable => ({
  ...table,
  columns: table.columns.map((one) => {
    const [of, mask, confidence, ...evidence] =
      found[one.name] ??
      (one.state === 'unclassified'
        ? (['plain', 'keep', 0.96, 'nothing personal in 50 values'] as const)
        : []);
    if (of === undefined || mask === undefined || confidence === undefined || one.state === 'gone')
      return one;
    return {
      ...one,
      proposal: {
        class: of,
        rule: rule(mask),
        text: mask === 'keep' ? 'keep' : `{ mask: ${mask} }`,
        confidence,
        evidence,
      },
    };
  }),
});
