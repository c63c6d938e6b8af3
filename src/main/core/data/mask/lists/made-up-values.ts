import type { ColumnClass } from '../../../../../shared/model/masking.ts';
import type { ColumnType, TypeCategory } from '../../schema.ts';
import { writeRange } from '../transform/parse-range.ts';
import { writeRecord } from '../transform/parse-record.ts';

/** Values of nobody, to show what a rule does. */
const byClass: Partial<Readonly<Record<ColumnClass, readonly string[]>>> = {
  'given-name': ['Ada', 'Konrad', 'Zoë', 'ANNA'],
  'family-name': ['Lovelace', 'Zuse', "O'Neil", 'van der Berg'],
  'full-name': ['Ada Lovelace', 'Zuse, Konrad', 'Dr. Grace Hopper'],
  username: ['ada1815', 'k.zuse', 'Grace_H'],
  email: ['ada@analytical.example', 'Konrad.Zuse@z3.example', 'grace+navy@example.org'],
  phone: ['+1 212 555 0100', '+44 7700 900123', '+49 30 23125000', '(212) 555-0199'],
  street: ['12 Engine Road', 'Methfesselstraße 7'],
  city: ['London', 'Berlin'],
  'postal-code': ['10965', 'SW1A 1AA'],
  region: ['Kent', 'Bayern'],
  country: ['DE', 'United Kingdom'],
  address: ['12 Engine Road, London SW1A 1AA'],
  'birth-date': ['1815-12-10', '1910-06-22', '1988-02-29'],
  'national-id': ['078-05-1120', 'QQ123456C'],
  card: ['4242 4242 4242 4242', '378282246310005'],
  iban: ['DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819'],
  ip: ['203.0.113.7', '2001:db8::7'],
  coordinates: ['52.489900', '-0.127600'],
  'user-agent': ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'],
  url: ['https://shop.example/orders/17?email=ada@example.org'],
  'password-hash': ['$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde', 'plain text'],
  secret: ['sk_test_4eC39HqLyjWDarjtT1zdp7dc', '5f4dcc3b5aa765d61d8327deb882cf99'],
  'free-text': ['Please call Ada at 10:30, room 7.', 'The engine is late again.'],
  money: ['19.99', '1250.00'],
  key: ['1', '4711', '1000001'],
};

const byCategory: Partial<Readonly<Record<TypeCategory, readonly string[]>>> = {
  text: ['Ada Lovelace', 'Z3-1941', 'a short remark'],
  integer: ['1', '42', '4711', '1000001'],
  numeric: ['0.50', '19.99', '-7.25', 'NaN'],
  float: ['0.5', '19.99', '-7.25', 'Infinity'],
  money: ['$19.99', '$1,250.00'],
  boolean: ['t', 'f'],
  date: ['1988-02-29', '2024-12-31', 'infinity'],
  timestamp: ['1988-02-29 10:11:12+00', '2024-12-31 23:59:59.5+00'],
  time: ['10:11:12'],
  interval: ['1 day 02:03:04'],
  uuid: ['4b5f1f6e-9d0b-4c1a-8f7e-2b6a3c4d5e6f', '018f3c2a-7b1d-7c3e-9a4b-5c6d7e8f9a0b'],
  json: ['{"name": "Ada", "email": "ada@example.org", "visits": 3}'],
  bytea: ['\\x89504e470d0a1a0a0000', '\\xdeadbeef'],
  inet: ['203.0.113.7', '2001:db8::7', '198.51.100.0/24'],
  macaddr: ['00:00:5e:00:53:01'],
  tsvector: ["'ada':1A 'engine':3"],
  xml: ['<name>Ada</name>'],
  bit: ['101'],
  geometric: ['(13.4,52.5)'],
  range: ['[1,10)'],
  hstore: ['"name"=>"Ada"'],
};

/** Made-up values that a column of this type and class could hold. */
export function madeUpValues(type: ColumnType, kind?: ColumnClass): readonly string[] {
  if (type.category === 'enum') return type.enumLabels?.slice(0, 4) ?? [];
  if (type.category === 'composite') {
    const fields = (type.fields ?? []).map((field) => madeUpValues(field.type)[0] ?? null);
    return [writeRecord(fields)];
  }
  if (type.category === 'range' && type.element?.category !== 'integer') {
    const [low = '', high = low] = madeUpValues(type.element ?? { name: 'text', category: 'text' });
    return [writeRange({ open: '[', lower: low, upper: high, close: ')' }), 'empty'];
  }
  if (type.category === 'array') {
    const elements = type.element === undefined ? [] : madeUpValues(type.element, kind).slice(0, 2);
    return [`{${elements.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')},NULL}`];
  }
  const ofClass = kind === undefined ? undefined : byClass[kind];
  const fits = type.category === 'text' || (type.category === 'date' && kind === 'birth-date');
  const values = (fits ? ofClass : undefined) ?? byCategory[type.category] ?? ['1'];
  return type.maxLength === undefined ? values : values.map((value) => value.slice(0, type.maxLength));
}
