/**
 * Where things lie in the kernel's memory, in bytes. What differs from table to table comes behind the output.
 * The memory never grows, so views of it stay good; a row that has no room here is masked in JavaScript.
 */
export const layout = {
  /** By byte, two bytes: how many letters of its kind there are (26, 10, or 0) and the first of them. */
  letters: 0x0000,
  /** The places of a text that are exchanged: what stands there, of how many, from which letter on, and where. */
  digits: 0x0200,
  radixes: 0x0240,
  bases: 0x0280,
  offsets: 0x02c0,
  /** Where the outcome of a field begins that JavaScript has masked. */
  outcome: 0x0300,
  /** How many columns the first row had that was wrong, and where it begins. */
  wrong: 0x0304,
  wrongAt: 0x0308,
  input: 0x1000,
  marks: 0x22000,
  output: 0xa4000,
  tables: 0x1a4000,
} as const;

/** Bytes of rows that are taken at once. */
export const inputBytes = 0x20000;

/** Bytes of output before JavaScript has to take them; behind them is room for what overshoots. */
export const outputBytes = 0xfe000;

/** Bytes that one field's outcome may take without a look at the room. */
export const fieldRoom = 0x1000;

/** A masked column's state, in bytes from its beginning. */
export const masker = {
  /** Its place in a row's marks, in bytes. */
  mark: 0,
  /** Which code masks it; 0 is JavaScript. */
  kind: 4,
  /** Keys and tables of that code. */
  data: 8,
  /** Its last outcomes; 0 when there are none. */
  cache: 12,
  flags: 16,
  nulls: 20,
  changed: 24,
  hits: 28,
  misses: 32,
  before: 36,
  after: 40,
  size: 64,
} as const;

export const flags = { keepsEmpty: 1, hasCondition: 2 } as const;

/** The last outcomes of a column: slots of 128 bytes. */
export const cache = {
  slots: 2048,
  slotBytes: 128,
  hash: 0,
  inputLength: 4,
  /** Plus 1; 0 is an empty slot. */
  outputLength: 5,
  input: 8,
  inputBytes: 56,
  output: 64,
  outputBytes: 64,
} as const;

/** An e-mail column's keys and domains. */
export const emailData = {
  local: 0,
  domain: 32,
  /** 1 when domains are exchanged too. */
  exchangesDomain: 64,
  /** Slots as those of `cache`. */
  domains: 68,
  domainSlots: 512,
} as const;

/** A name column's tables of words, and which of them its words are looked for in. */
export const nameData = {
  given: 0,
  /** Behind that of given names. */
  family: 4,
  mode: 8,
  allGiven: 0,
  allFamily: 1,
  byPlace: 2,
  /** Bytes that an outcome may have. */
  most: 12,
} as const;

/** Words with their outcomes: slots of 64 bytes, two that are neighbours for a word. */
export const words = {
  slots: 8192,
  /** A slot's number is the upper bits of the hash times this: short words differ little in the lower. */
  spread: 0x85ebca6b,
  shift: 19,
  slotBytes: 64,
  hash: 0,
  inputLength: 4,
  outputLength: 5,
  input: 8,
  inputBytes: 24,
  output: 32,
  outputBytes: 32,
} as const;

/** Kinds of code. */
export const kinds = { script: 0, email: 1, names: 2 } as const;
