/** One Debian package source: its URIs, suites and components, and the options that came with it. */
export interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Lower-case names as in deb822, values joined by spaces: `signed-by`, `trusted`, `check-valid-until`… */
  readonly options: Readonly<Record<string, string>>;
}

/** Reads a one-line-style sources file (`deb [options] uri suite components`); source packages are left out. */
export function parseOneLineSources(text: string): readonly AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*(.*)$/.exec(line.replace(/#.*$/, ''));
    if (match === null) return [];
    const [, options = '', uri = '', suite = '', components = ''] = match;
    return [
      {
        uris: [uri],
        suites: [suite],
        components: words(components),
        options: Object.fromEntries(words(options).flatMap(parseOption)),
      },
    ];
  });
}

/** Reads a deb822-style `.sources` file; disabled stanzas and source packages are left out. */
export function parseDeb822Sources(text: string): readonly AptSource[] {
  return splitStanzas(text).flatMap((fields) => {
    const { types = '', uris = '', suites = '', components = '', enabled = 'yes', ...options } = fields;
    if (!words(types).includes('deb') || /^(no|false|0|off|without|disable)$/i.test(enabled)) return [];
    return [{ uris: words(uris), suites: words(suites), components: words(components), options }];
  });
}

/** Writes sources in deb822 form. */
export function formatDeb822Sources(sources: readonly AptSource[]): string {
  return sources
    .map(({ uris, suites, components, options }) => {
      const lines = [
        'Types: deb',
        `URIs: ${uris.join(' ')}`,
        `Suites: ${suites.join(' ')}`,
        ...(components.length === 0 ? [] : [`Components: ${components.join(' ')}`]),
        ...Object.entries(options).map(([name, value]) => formatField(name, value)),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** The key file a source is signed by, or undefined when it names none or carries the key itself. */
export function signedByPath(source: AptSource): string | undefined {
  const value = source.options['signed-by']?.trim();
  return value?.startsWith('/') ? value.split(/[\s,]/)[0] : undefined;
}

const ONE_LINE_NAMES: Readonly<Record<string, string>> = { arch: 'architectures', lang: 'languages' };

function parseOption(text: string): readonly (readonly [string, string])[] {
  const [name = '', value] = text.split(/[+-]?=/, 2);
  if (value === undefined) return [];
  const lower = name.toLowerCase();
  return [[ONE_LINE_NAMES[lower] ?? lower, value.replaceAll(',', ' ')]];
}

function splitStanzas(text: string): readonly Readonly<Record<string, string>>[] {
  const stanzas: Record<string, string>[] = [];
  let current: Record<string, string> | undefined;
  let field = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      current = undefined;
      continue;
    }
    if (current === undefined) {
      current = {};
      stanzas.push(current);
    }
    if (/^\s/.test(line)) {
      current[field] = `${current[field] ?? ''}\n${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    field = line.slice(0, colon).trim().toLowerCase();
    current[field] = line.slice(colon + 1).trim();
  }
  return stanzas;
}

/** An embedded key spans lines; each must start with a space, and a blank one is written as a dot. */
function formatField(name: string, value: string): string {
  const [first = '', ...rest] = value.split('\n');
  const title = name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
  return [`${title}: ${first}`.trimEnd(), ...rest.map((line) => ` ${line}`)].join('\n');
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
