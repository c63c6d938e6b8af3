import type { BacklotConfig } from '../../../shared/config/backlot-yaml.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import type { Complaint } from './complaint.ts';

/** Bytes. A file that a person writes stays far below; reading a larger one would hold up everything else. */
export const largestConfig = 256 * 1024;

/** A checked backlot.yaml: its configuration when no problem is an error. */
export interface CheckedConfig {
  readonly config?: BacklotConfig | undefined;
  readonly problems: readonly ConfigProblem[];
  /** The problem that a complaint about this same text makes. */
  readonly place: (complaint: Complaint) => ConfigProblem;
}

/** A configuration that can't even be read, with the one reason. */
export function refused(file: string, problem: ConfigProblem): CheckedConfig {
  return {
    problems: [problem],
    place: ({ message, hint, severity }) => ({ file, message, hint, severity }),
  };
}

/** The problem of a file past `largestConfig`. */
export const tooLarge = (file: string): ConfigProblem => ({
  file,
  message: `${file} is larger than ${largestConfig / 1024} KB.`,
  hint: 'Move data into files of its own and refer to them.',
  severity: 'error',
});
