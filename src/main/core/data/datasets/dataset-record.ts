import { z } from 'zod';
import type { Pool } from '../pool/pool.ts';
import { tableHash } from './check-database.ts';
import { datasetInputs } from './dataset-inputs.ts';

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seed'), files: z.array(z.string()).readonly() }),
  z.object({ kind: z.literal('snapshot'), environment: z.string(), masking: z.string() }),
  z.object({ kind: z.literal('saved'), environment: z.string() }),
]);

/** What lies beside a dataset's frozen volumes, as `dataset.json`: written before they get their place. */
export const datasetRecord = z.object({
  version: z.literal(1),
  name: z.string(),
  source,
  /** Absent for a saved one: nothing makes it outdated. */
  inputs: datasetInputs.optional(),
  /** Milliseconds since the epoch. */
  bakedAt: z.number(),
  takenAt: z.number().optional(),
  snapshot: z.string().optional(),
  /** The operation that made it. */
  operation: z.string(),
  /** Keys of its volumes; each is a folder beside this file. */
  volumes: z.array(z.string()),
  /** What was checked before it was frozen, by service. */
  databases: z.array(
    z.object({
      service: z.string(),
      engine: z.string(),
      foreignKeys: z.number(),
      tables: z.array(tableHash),
    }),
  ),
});
export type DatasetRecord = z.infer<typeof datasetRecord>;

/** One dataset's folder as it was found. */
export interface FoundDataset {
  readonly name: string;
  /** Undefined for a record that can't be read. */
  readonly record: DatasetRecord | undefined;
  /** Folders that are there. */
  readonly volumes: readonly string[];
}

export const datasetFolder = (project: string, dataset: string): string => `datasets/${project}/${dataset}`;

/** Where a former dataset waits while the new one takes its place. */
const formerFolder = (project: string, dataset: string): string => `datasets/${project}/.${dataset}.former`;

const script = {
  list: `cd "datasets/$1" 2>/dev/null || exit 0
for folder in */; do
  [ -d "$folder" ] || continue
  echo "dataset \${folder%/}"
  (cd "$folder" && for volume in */; do if [ -d "$volume" ]; then echo "volume \${volume%/}"; fi; done)
  [ ! -f "\${folder}dataset.json" ] || echo "record $(tr -d '\\n' < "\${folder}dataset.json")"
done`,
  write: `mkdir -p "$1" && printf %s "$2" > "$1/dataset.json.new"`,
  append: `printf %s "$2" >> "$1/dataset.json.new"`,
  finish: `mv "$1/dataset.json.new" "$1/dataset.json" && sync -f "$1"`,
  place: `mkdir -p "datasets/$4"
if [ -e "$1" ]; then
  if [ -e "$2" ]; then
    rm -rf "$3"
    mv -T "$2" "$3"
  fi
  mv -T "$1" "$2"
fi
sync -f "datasets/$4"
rm -rf "$3"`,
  heal: `if [ -e "$2" ]; then if [ -e "$1" ]; then rm -rf "$2"; else mv -T "$2" "$1"; fi; fi`,
};

function parseRecord(text: string): DatasetRecord | undefined {
  try {
    return datasetRecord.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Parses what the pool's script lists. Pure. */
export function parseListed(text: string): readonly FoundDataset[] {
  const found: { name: string; record: DatasetRecord | undefined; volumes: string[] }[] = [];
  for (const line of text.split('\n')) {
    const [kind, rest] = [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)];
    const last = found.at(-1);
    if (kind === 'dataset') found.push({ name: rest, record: undefined, volumes: [] });
    else if (kind === 'volume') last?.volumes.push(rest);
    else if (kind === 'record' && last) last.record = parseRecord(rest);
  }
  return found;
}

/** The datasets of a project that lie in a pool. */
export const listFrozen = async (
  pool: Pool,
  project: string,
  signal: AbortSignal,
): Promise<readonly FoundDataset[]> => parseListed(await pool.ask(script.list, [project], signal));

/** As much as fits into one argument of a program. */
const pieceLength = 30_000;

/** Writes the record into a folder whose volumes are whole; all of it is on disk afterwards. */
export async function writeRecord(
  pool: Pool,
  folder: string,
  record: DatasetRecord,
  signal: AbortSignal,
): Promise<void> {
  const text = JSON.stringify(record);
  for (let at = 0; at === 0 || at < text.length; at += pieceLength)
    await pool.ask(
      at === 0 ? script.write : script.append,
      [folder, text.slice(at, at + pieceLength)],
      signal,
    );
  await pool.run(script.finish, [folder], signal);
}

/**
 * Gives a finished folder its place as the dataset; the former one goes only then. May be run again after a
 * crash at any point.
 */
export const placeDataset = (
  pool: Pool,
  { project, dataset, from }: { readonly project: string; readonly dataset: string; readonly from: string },
  signal: AbortSignal,
): Promise<string> =>
  pool.run(
    script.place,
    [from, datasetFolder(project, dataset), formerFolder(project, dataset), project],
    signal,
  );

/** Puts a former dataset back that a crash left aside. */
export const healDataset = (
  pool: Pool,
  { project, dataset }: { readonly project: string; readonly dataset: string },
  signal: AbortSignal,
): Promise<string> =>
  pool.ask(script.heal, [datasetFolder(project, dataset), formerFolder(project, dataset)], signal);

/** True for one whose record can be read and whose volumes are all there. */
export const isWhole = (found: FoundDataset): found is FoundDataset & { readonly record: DatasetRecord } =>
  found.record?.volumes.every((key) => found.volumes.includes(key)) ?? false;
