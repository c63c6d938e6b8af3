import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../process/run-command.ts';
import { type AptSource, parseDeb822Sources, parseOneLineSources } from './parse-apt-sources.ts';
import { findSettingFiles, selectAptSettings } from './select-apt-settings.ts';

/** How this machine's apt is set up: its sources, its settings, and the files those need elsewhere. */
export interface MachineApt {
  readonly sources: readonly AptSource[];
  readonly dump: string;
  readonly settings: readonly string[];
  /** Log-in files in netrc form, and key or certificate files, by absolute path. */
  readonly authFiles: readonly string[];
  readonly trustFiles: readonly string[];
}

/** Reads the machine's apt configuration; a file that can't be read counts as empty. */
export async function readMachineApt(signal: AbortSignal, root = '/etc/apt'): Promise<MachineApt> {
  const { stdout: dump } = await runCommand('apt-config', ['dump'], { signal });
  const settings = selectAptSettings(dump);
  const directory = join(root, 'sources.list.d');
  const files = [join(root, 'sources.list'), ...listFiles(directory)];
  return {
    sources: files.flatMap(readSources),
    dump,
    settings,
    authFiles: [join(root, 'auth.conf'), ...listFiles(join(root, 'auth.conf.d'))].filter(
      (path) => existsSync(path) && (path.endsWith('/auth.conf') || path.endsWith('.conf')),
    ),
    trustFiles: [...listFiles(join(root, 'trusted.gpg.d')), ...findSettingFiles(settings)].filter(existsSync),
  };
}

function readSources(path: string): readonly AptSource[] {
  if (!existsSync(path)) return [];
  if (path.endsWith('.sources')) return parseDeb822Sources(readFileSync(path, 'utf8'));
  return path.endsWith('.list') ? parseOneLineSources(readFileSync(path, 'utf8')) : [];
}

function listFiles(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .toSorted()
    .map((name) => join(directory, name));
}
