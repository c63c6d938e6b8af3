/** What a column holds, as far as its name, type, constraints and sampled values say. */
export const columnClasses = [
  'given-name',
  'family-name',
  'full-name',
  'username',
  'email',
  'phone',
  'street',
  'city',
  'postal-code',
  'region',
  'country',
  'address',
  'birth-date',
  'national-id',
  'card',
  'iban',
  'ip',
  'coordinates',
  'user-agent',
  'url',
  'password-hash',
  'secret',
  'free-text',
  'json',
  'binary',
  'money',
  'key',
  'plain',
] as const;
export type ColumnClass = (typeof columnClasses)[number];

/** The transformers by name, as `db/masking.yaml` writes them. `keep` is an explicit decision. */
export const transformerNames = [
  'keep',
  'null',
  'constant',
  'template',
  'hash',
  'custom',
  'given-name',
  'family-name',
  'full-name',
  'username',
  'email',
  'phone',
  'street',
  'city',
  'postal-code',
  'region',
  'country',
  'address',
  'date',
  'number',
  'bucket',
  'key',
  'national-id',
  'card',
  'iban',
  'ip',
  'uuid',
  'url',
  'user-agent',
  'coordinates',
  'text',
  'redact',
  'json',
  'array',
  'composite',
  'hstore',
  'range',
  'tsvector',
  'binary',
  'password',
  'token',
] as const;
export type TransformerName = (typeof transformerNames)[number];

/** One column's rule: a transformer with its parameters (JSON). */
export interface MaskingRule {
  readonly mask: TransformerName;
  /** The transformer's own parameters by name. */
  readonly options: Readonly<Record<string, unknown>>;
}

export const schemaDecisions = ['keep', 'drop', 'redact'] as const;
/** What happens to the text of one object of the schema; `redact` takes its words away and leaves its form. */
export type SchemaDecision = (typeof schemaDecisions)[number];

export const ruleStates = ['ruled', 'unclassified', 'gone', 'drifted', 'unfit'] as const;
/** `unclassified`: no rule; `gone`: a rule without its column; `drifted`: the type changed; `unfit`: it can't fit. */
export type RuleState = (typeof ruleStates)[number];

export interface MaskedColumn {
  readonly name: string;
  /** As PostgreSQL writes it: "character varying(120)". */
  readonly type: string;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly rule?: MaskingRule | undefined;
  /** The rule as the file writes it, on one line; what a door shows and edits. */
  readonly text: string;
  readonly state: RuleState;
  /** What is wrong, in words; empty when it is ruled. */
  readonly problem: string;
  /** What a scan proposes. */
  readonly proposal?:
    | {
        readonly class: ColumnClass;
        readonly rule: MaskingRule;
        readonly text: string;
        /** 0 to 1. */
        readonly confidence: number;
        /** In words, never with a value: "name looks like e-mail; 50 of 50 values have the form of one". */
        readonly evidence: readonly string[];
      }
    | undefined;
}

export interface MaskedTable {
  /** "public.customers". */
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly MaskedColumn[];
}

/** An object of the schema whose own text is asked about, or decided. */
export interface SchemaTextObject {
  /** As the file writes it: "default public.people.greeting". */
  readonly name: string;
  readonly decision?: SchemaDecision | undefined;
  readonly state: RuleState;
  /** In words, with lines of its statement and never with a text: "line 3: a phone number"; empty when it is ruled. */
  readonly problem: string;
  /** What a scan proposes; absent for an object that is gone. */
  readonly proposal?: SchemaDecision | undefined;
}

/** A masking file held against a database. */
export interface MaskingReport {
  /** Relative to the project. */
  readonly file: string;
  readonly exists: boolean;
  readonly source: string;
  readonly tables: readonly MaskedTable[];
  readonly columns: number;
  readonly ruled: number;
  readonly masked: number;
  /** Columns without a rule, with a gone column or one that does not fit; nothing is pulled until it is 0. */
  readonly open: number;
  /** Text of the schema itself; absent where it was not looked at. Each that is not `ruled` stops a pull, too. */
  readonly schema?: readonly SchemaTextObject[] | undefined;
}
