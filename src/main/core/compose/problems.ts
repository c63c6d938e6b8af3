import type { ConfigProblem } from '../../../shared/model/project.ts';
import { configError } from '../project/config-error.ts';
import { problemAt } from '../project/source-place.ts';
import type { Place } from './yaml-node.ts';

/** A file where every line is wrong needs one look, not a thousand. */
const mostProblems = 20;

interface Found {
  readonly place: Place;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly severity: ConfigProblem['severity'];
}

/** What is wrong in the files of one load, in the order it was found; the same thing is told once. */
export class Problems {
  readonly #found = new Map<string, Found>();
  readonly #unplaced: ConfigProblem[] = [];
  #errors = 0;

  error(place: Place, message: string, hint?: string): void {
    this.#add({ place, message, hint, severity: 'error' });
  }

  warn(place: Place, message: string, hint?: string): void {
    this.#add({ place, message, hint, severity: 'warning' });
  }

  /** A problem without a place in a text: a file that can't be read. */
  unplaced(problem: ConfigProblem): void {
    this.#unplaced.push(problem);
    if (problem.severity === 'error') this.#errors += 1;
  }

  get failed(): boolean {
    return this.#errors > 0;
  }

  /** Ends the load when there are errors. */
  throwIfFailed(): void {
    if (this.#errors > 0) throw configError(this.list());
  }

  /** Errors first; past the limit the rest is only counted. */
  list(): readonly ConfigProblem[] {
    const placed = [...this.#found.values()].toSorted((a, b) => rank(a) - rank(b));
    const told = placed
      .slice(0, mostProblems)
      .map(({ place, message, hint, severity }) =>
        problemAt(place.source.file, place.source.text, { offset: place.offset, message, hint, severity }),
      );
    const left = placed.slice(mostProblems);
    const rest: ConfigProblem[] = [];
    const [first] = left;
    if (first) {
      const severity = left.some((found) => found.severity === 'error') ? 'error' : 'warning';
      rest.push({
        file: first.place.source.file,
        message: `There are ${left.length} more problems.`,
        severity,
      });
    }
    return [...this.#unplaced, ...told, ...rest];
  }

  #add(found: Found): void {
    const { place, message, severity } = found;
    const key = `${place.source.file}\0${place.offset}\0${message}`;
    if (this.#found.has(key)) return;
    this.#found.set(key, found);
    if (severity === 'error') this.#errors += 1;
  }
}

const rank = ({ severity }: Found): number => (severity === 'error' ? 0 : 1);
