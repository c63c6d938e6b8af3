// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
type Below = (bound: number) => number;

/** Values that some key takes and most don't. */
const values: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    1.5,
    1e21,
    70000,
    '',
    'a',
    '0',
    '-1',
    '80',
    '8080:80',
    'a:/b',
    './a:/b:ro',
    '10s',
    '1g',
  ],
  ...[
    'a=b',
    'a=',
    '=',
    'service:web',
    'container:x',
    'yes',
    '0755',
    '$A',
    '${NONE:-x}',
    '~',
    '/',
    '/dev/null',
    'all',
  ],
  ...[
    [],
    {},
    ['a'],
    [1],
    [null],
    [[]],
    [{}],
    { a: null },
    { a: 'b' },
    { a: ['b'] },
    { source: 'a' },
    { target: 80 },
  ],
  ...[{ type: 'bind', source: '.', target: '/x' }, { condition: 'service_healthy' }, { soft: 1, hard: 2 }],
];

const names = [
  'web',
  'db',
  'default',
  '__proto__',
  'constructor',
  'a b',
  '',
  'x-y',
  'toString',
  '$A',
  '1',
  'null',
];

interface Slot {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
  readonly remove: () => void;
  readonly add: (key: string, value: unknown) => void;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Defines rather than assigns: a key may be `__proto__`. */
const put = (object: object, key: string | number, value: unknown): void => {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Every place in the data that can be changed. */
function slotsOf(data: unknown): readonly Slot[] {
  const add =
    (into: unknown) =>
    (key: string, value: unknown): void => {
      if (Array.isArray(into)) into.push(value);
      else if (isObject(into)) put(into, key, value);
    };
  if (Array.isArray(data)) {
    return data.flatMap((item: unknown, index) => [
      {
        get: () => item,
        set: (value) => put(data, index, value),
        remove: () => data.splice(index, 1),
        add: add(item),
      },
      ...slotsOf(item),
    ]);
  }
  if (!isObject(data)) return [];
  return Object.entries(data).flatMap(([key, item]) => [
    {
      get: () => item,
      set: (value) => put(data, key, value),
      remove: () => Reflect.deleteProperty(data, key),
      add: add(item),
    },
    ...slotsOf(item),
  ]);
}

/** Data with a few values taken out, put elsewhere or made something else, in place; `others` to take from. */
export function mutateData(data: unknown, others: readonly unknown[], below: Below): void {
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  for (let step = below(4); step >= 0; step -= 1) {
    const slots = slotsOf(data);
    const slot = pick(slots);
    if (!slot) return;
    const foreign = (): unknown => structuredClone(pick(slotsOf(pick(others)))?.get());
    const value = below(2) === 0 ? structuredClone(pick(values)) : foreign();
    switch (below(5)) {
      case 0:
        slot.remove();
        break;
      case 1:
      case 2:
        slot.set(value);
        break;
      case 3:
        slot.add(pick(names) ?? '', value);
        break;
      default:
        slot.set(structuredClone(pick(slots)?.get()));
    }
  }
}
