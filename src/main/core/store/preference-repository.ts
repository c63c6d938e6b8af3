import { type Preferences, preferences } from '../../../shared/contract/app.ts';
import { toJson } from './json.ts';
import type { Notices } from './notices.ts';
import type { Database } from './sqlite.ts';

export type PreferenceChanges = { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined };

/** What the user chose about the app; one JSON row a key. */
export interface PreferenceRepository {
  /** All of them; an absent one has its default, and so has an unreadable one, with a notice. */
  readonly read: () => Preferences;
  /** Changes the given ones (`undefined`: back to the default), answers all of them. */
  readonly write: (changes: PreferenceChanges) => Preferences;
}

interface Row {
  readonly key: string;
  readonly value: string;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // No preference is an object of this kind: the schema refuses it below.
    return { broken: text };
  }
};

export function createPreferenceRepository(db: Database, notices: Notices): PreferenceRepository {
  const rows = db.prepare<Row>('SELECT key, value FROM preference');
  const put = db.prepare(`
    INSERT INTO preference (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  const drop = db.prepare('DELETE FROM preference WHERE key = :key');

  const read = (): Preferences => {
    const stored = new Map(rows.all().map(({ key, value }) => [key, value]));
    const good: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(preferences.shape)) {
      const text = stored.get(key);
      if (text === undefined) continue;
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) good[key] = parsed.data;
      else {
        notices.add({
          title: 'A preference could not be read',
          text: `The stored value of "${key}" is not one of its values, so its default is used.`,
        });
      }
    }
    return preferences.parse(good);
  };

  return {
    read,
    write: (changes) =>
      db.transaction(() => {
        for (const [key, value] of Object.entries(changes)) {
          const json = toJson(value);
          if (json === null) drop.run({ key });
          else put.run({ key, value: json });
        }
        return read();
      }),
  };
}
