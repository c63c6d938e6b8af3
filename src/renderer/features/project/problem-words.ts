import type { Project } from '../../../shared/model/project.ts';

type Told = Pick<Project, 'state' | 'problems' | 'graph'>;

/** What a project's problems mean for the reader, in words for a banner and for their own screen. */
export interface ProblemWords {
  readonly title: string;
  readonly banner: string;
  readonly screen: string;
  /** What the button to all of them says. */
  readonly show: string;
  /** True when the reader may put it aside: all of it works meanwhile. */
  readonly mild: boolean;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const showAll = (number: number, what: string): string =>
  number === 1 ? `Show the ${what}` : `Show the ${what}s`;

/** The words for a project's errors, else for its warnings; `undefined` when it has neither. */
export function problemWords({ state, problems, graph }: Told): ProblemWords | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  if (state === 'broken') {
    const drawn = graph.nodes.length > 0;
    const stand = errors.length === 1 ? 'error stands' : 'errors stand';
    return {
      title: drawn ? `backlot.yaml has ${count(errors.length, 'error')}` : "backlot.yaml can't be used yet",
      banner: 'What you see is its last good state.',
      screen: `${drawn ? 'The graph shows its last good state.' : `${errors.length} ${stand} in the way.`} Save the file and this page follows by itself.`,
      show: showAll(errors.length, 'error'),
      mild: false,
    };
  }
  const [first] = warnings;
  if (!first) return undefined;
  return {
    title: `The project has ${count(warnings.length, 'warning')}`,
    banner: first.message,
    screen: 'Everything works meanwhile. Save the file and this page follows by itself.',
    show: showAll(warnings.length, 'warning'),
    mild: true,
  };
}
