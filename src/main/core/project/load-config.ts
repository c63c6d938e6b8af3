import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BacklotConfig } from '../../../shared/config/backlot-yaml.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Complaint } from './complaint.ts';
import { composeFilesIn } from './compose-files.ts';
import { configError, hasErrors } from './config-error.ts';
import { configName } from './find-project.ts';
import { type CheckedConfig, largestConfig, refused, tooLarge } from './refuse-config.ts';

/** The configuration of a project as its folder holds it now. */
export interface LoadedConfig {
  /** Absent when backlot.yaml itself has an error; a file that it names may be missing nevertheless. */
  readonly config?: BacklotConfig | undefined;
  readonly problems: readonly ConfigProblem[];
  /** Relative to the project; those that Docker Compose takes by itself where backlot.yaml names none. */
  readonly composeFiles: readonly string[];
  /** All files that backlot.yaml names, relative to the project, whether they are there or not. */
  readonly namedFiles: readonly string[];
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function unreadable(error: unknown): ConfigProblem {
  const problem = (message: string, hint: string): ConfigProblem => ({
    file: configName,
    message,
    hint,
    severity: 'error',
  });
  switch (codeOf(error)) {
    case 'ENOENT':
      return problem(`${configName} is not there.`, 'Run backlot init to write one.');
    case 'EACCES':
    case 'EPERM':
      return problem(
        `${configName} can't be read: permission denied.`,
        'Give yourself permission to read it.',
      );
    default:
      return problem(
        `${configName} can't be read: ${error instanceof Error ? error.message : String(error)}.`,
        'Check that the file and its disk are in order.',
      );
  }
}

const notAFile = (what: string): ConfigProblem => ({
  file: configName,
  message: `${configName} is ${what}, not a file.`,
  hint: 'Rename it, then run backlot init.',
  severity: 'error',
});

/** The text of the file; the problem when there is no such text. */
async function readText(path: string): Promise<string | ConfigProblem> {
  try {
    // Asked before opening: opening a pipe would wait for a writer.
    const found = await stat(path);
    if (found.isDirectory()) return notAFile('a folder');
    if (!found.isFile()) return notAFile('a device or a pipe');
    if (found.size > largestConfig) return tooLarge(configName);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return unreadable(error);
    return {
      file: configName,
      message: `${configName} is not UTF-8 text.`,
      hint: 'Save it again with the encoding UTF-8.',
      severity: 'error',
    };
  }
}

const isThere = (path: string, { folder }: Pick<NamedFile, 'folder'>): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile() || (folder === true && found.isDirectory()),
    () => false,
  );

interface NamedFile {
  readonly path: readonly PropertyKey[];
  readonly file: string;
  readonly severity: Complaint['severity'];
  /** True where a folder of files is as good. */
  readonly folder?: boolean | undefined;
}

/** The files that a configuration names, with what it means when one is not there. */
function namedFilesOf({ compose, datasets, isolation }: BacklotConfig): readonly NamedFile[] {
  // Data and stubs are needed only when they are used: until then the rest of the project works without them.
  const severity = 'warning';
  const data = Object.entries(datasets).flatMap(([name, dataset]): readonly NamedFile[] =>
    'seed' in dataset
      ? dataset.seed.map((file, index) => ({
          path: ['datasets', name, 'seed', index],
          file,
          severity,
          folder: true,
        }))
      : [{ path: ['datasets', name, 'masking'], file: dataset.masking, severity }],
  );
  const services = (compose ?? []).map(
    (file, index): NamedFile => ({ path: ['compose', index], file, severity: 'error' }),
  );
  const stubs = Object.entries(isolation.replace).flatMap(([host, sandbox]): readonly NamedFile[] =>
    'stubs' in sandbox
      ? sandbox.stubs.map((file, index) => ({
          path: ['isolation', 'replace', host, 'stubs', index],
          ...{ file, severity },
        }))
      : [],
  );
  return [...services, ...data, ...stubs];
}

async function missingFiles(project: string, named: readonly NamedFile[]): Promise<readonly Complaint[]> {
  const complaints = await Promise.all(
    named.map(async (one): Promise<readonly Complaint[]> => {
      const { path, file, severity } = one;
      if (await isThere(join(project, file), one)) return [];
      const message = `There is no file ${JSON.stringify(file)}.`;
      const hint = 'Add it, or correct the path: it starts at the folder of backlot.yaml.';
      return [{ path, target: 'value', message, hint, severity }];
    }),
  );
  return complaints.flat();
}

const noComposeFile: Complaint = {
  path: [],
  target: 'value',
  message: `There is no compose file beside ${configName}.`,
  hint: 'Add a compose.yaml, or name the files under the key "compose".',
  severity: 'error',
};

const byPlace = (a: ConfigProblem, b: ConfigProblem): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

async function check(project: string): Promise<CheckedConfig> {
  const text = await readText(join(project, configName));
  if (typeof text !== 'string') return refused(configName, text);
  // Loaded on first use: YAML and the schema take their time, and a core starts without a project.
  const { checkConfig } = await import('./check-config.ts');
  return checkConfig(text, configName);
}

/** Reads and checks backlot.yaml in a project's folder, and that the files it names are there; never throws for its content. */
export async function loadConfig(project: string, signal: AbortSignal): Promise<LoadedConfig> {
  signal.throwIfAborted();
  const { config, problems, place } = await check(project);
  const found = await composeFilesIn(project, signal);
  const composeFiles = config?.compose ?? found;
  if (!config) return { problems, composeFiles, namedFiles: [] };
  const named = namedFilesOf(config);
  const complaints = [
    ...(await missingFiles(project, named)),
    ...(composeFiles.length === 0 ? [noComposeFile] : []),
  ];
  const all = [...problems, ...complaints.map(place)].toSorted(byPlace);
  return { config, problems: all, composeFiles, namedFiles: named.map(({ file }) => file) };
}

/**
 * The configuration of a project, for work that can't do without.
 * @throws BacklotError `config-invalid` with all problems in its details.
 */
export async function requireConfig(
  project: string,
  signal: AbortSignal,
): Promise<LoadedConfig & { readonly config: BacklotConfig }> {
  const { config, ...rest } = await loadConfig(project, signal);
  if (config && !hasErrors(rest.problems)) return { config, ...rest };
  throw configError(rest.problems);
}
