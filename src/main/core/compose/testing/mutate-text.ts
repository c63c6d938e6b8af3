// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
/** A source of numbers below a bound, the same for the same seed (mulberry32). */
export function seededBelow(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** What breaks parsers of YAML, of compose and of JavaScript. */
const tokens = [
  ...['${', '}', '$', '$$', '${A:-', '${A:?', '${A:-${B:-${C}}}', '!reset ', '!override ', '!!int ', '!x '],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '<<: [*a, *b]',
    '- ',
    ': ',
    ',',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '|',
    '>',
    '#',
    '?',
    '%',
    '@',
  ],
  ...['\n', '\n\n', '  ', '\t', '\r\n', '---\n', '...\n', '\u0000', '\u2028', '\uFEFF', '😀', 'é', '\\'],
  ...[
    'null',
    '~',
    'true',
    'yes',
    '0777',
    '0x',
    '1e999',
    '-1',
    '.nan',
    '99999999999999999999',
    '1_0',
    '08',
    '',
  ],
  ...[
    '__proto__: ',
    'constructor: ',
    'toString',
    'hasOwnProperty: 1',
    'x-',
    'x-a: ',
    'extends: ',
    'include: ',
  ],
  ...[
    'extends: web',
    'extends: { service: web }',
    'depends_on: [web]',
    'network_mode: service:web',
    'links: [a:b]',
  ],
  ...[
    'ports: ["1-65535:1-65535"]',
    '70000',
    '1:2:3:4:5',
    '[::1]:1:2',
    '/',
    '..',
    '~',
    '~/',
    'C:\\',
    '\\\\pipe',
  ],
  ...[
    'a'.repeat(5000),
    '['.repeat(200),
    '{a: '.repeat(100),
    '"\\x',
    '!<tag:yaml.org,2002:map> ',
    'a: &a [*a]',
  ],
];

/** A text with up to eight things done to it; `others` are texts to take pieces from. */
export function mutateText(
  text: string,
  others: readonly string[],
  below: (bound: number) => number,
): string {
  let out = text;
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const cut = (): [number, number] => {
    const start = below(out.length + 1);
    return [start, Math.min(out.length, start + below(30))];
  };
  for (let step = below(8); step >= 0; step -= 1) {
    const [start, end] = cut();
    const lines = out.split('\n');
    const line = below(lines.length);
    switch (below(10)) {
      case 0:
        out = out.slice(0, start) + out.slice(end);
        break;
      case 1:
      case 2:
        out = out.slice(0, start) + (pick(tokens) ?? '') + out.slice(start);
        break;
      case 3:
        out = out.slice(0, start) + (pick(tokens) ?? '') + out.slice(end);
        break;
      case 4:
        out = lines.toSpliced(line, 0, pick(lines) ?? '').join('\n');
        break;
      case 5:
        out = lines.toSpliced(line, 1).join('\n');
        break;
      case 6:
        out = lines.with(line, `${' '.repeat(below(6))}${lines[line]?.trimStart() ?? ''}`).join('\n');
        break;
      case 7: {
        const other = pick(others)?.split('\n') ?? [];
        const from = below(other.length + 1);
        out = lines.toSpliced(line, 0, ...other.slice(from, from + below(6))).join('\n');
        break;
      }
      case 8:
        // Another value for a key: a list for a map, a number for text.
        out = lines.with(line, (lines[line] ?? '').replace(/:.*$/, `: ${pick(tokens) ?? ''}`)).join('\n');
        break;
      default:
        out = below(20) === 0 ? out.slice(0, start) : out;
    }
  }
  return out;
}
