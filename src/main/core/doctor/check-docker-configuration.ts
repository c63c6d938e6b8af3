import type { DockerContexts } from '../docker/contexts.ts';
import type { Examiner, Finding } from './finding.ts';

/** What was found in the Docker CLI's own configuration. */
export function judgeDockerConfiguration({ contexts, problems }: DockerContexts): Finding {
  const current = contexts.find((context) => context.current)?.name ?? 'default';
  const found = `${contexts.length === 1 ? '1 context' : `${contexts.length} contexts`}, ${current} is current`;
  const [first] = problems;
  if (first === undefined) return { status: 'ok', found };
  return {
    status: 'warn',
    found,
    problem: problems.map(({ message }) => message).join(' '),
    howTo: { steps: first.hint === undefined ? [] : [first.hint] },
  };
}

/** Whether the Docker CLI's configuration could be read; contexts come from it. */
export const checkDockerConfiguration: Examiner = {
  id: 'docker-configuration',
  group: 'docker',
  title: 'Docker contexts',
  examine: async ({ contexts }) => judgeDockerConfiguration(contexts),
};
