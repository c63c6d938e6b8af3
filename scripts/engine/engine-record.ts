import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The engine Backlot's scripts started: its process, when that began (kernel ticks), how, its log, and for whom. */
export interface EngineRecord {
  readonly pid: number;
  readonly startTicks: string;
  readonly how: 'systemd' | 'process';
  readonly log: string;
  /** The test run it was started for; empty when it was started to stay. */
  readonly startedFor: string;
}

/** Where the record lives: it is gone after a reboot, as the process is. */
export const ENGINE_STATE_DIRECTORY = '/run/backlot';

/** File in the state directory that holds what the engine prints. */
export const ENGINE_LOG = 'engine.log';

const FILE = 'engine.json';

/** Writes down which process was started, so that only that one is ever ended. */
export function rememberEngine(record: EngineRecord, directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  writeFileSync(join(directory, FILE), `${JSON.stringify(record)}\n`, { mode: 0o600 });
}

/** The engine these scripts started, or undefined when there is none or its pid now belongs to another process. */
export function recallEngine(directory: string): EngineRecord | undefined {
  const record = readRecord(join(directory, FILE));
  if (record === undefined) return undefined;
  return readStartTicks(record.pid) === record.startTicks ? record : undefined;
}

/** Removes the record and the log of an engine that is gone, and their directory when nothing else is in it. */
export function forgetEngine(directory: string): void {
  for (const file of [FILE, ENGINE_LOG]) rmSync(join(directory, file), { force: true });
  if (existsSync(directory) && readdirSync(directory).length === 0) rmdirSync(directory);
}

/** When a process began, in kernel ticks since boot, or undefined when it is gone or a zombie. */
export function readStartTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets; the numbered fields start after its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function readRecord(path: string): EngineRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is EngineRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    Number.isSafeInteger(value.pid) &&
    'startTicks' in value &&
    typeof value.startTicks === 'string' &&
    'how' in value &&
    (value.how === 'systemd' || value.how === 'process') &&
    'log' in value &&
    typeof value.log === 'string' &&
    'startedFor' in value &&
    typeof value.startedFor === 'string'
  );
}
