import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { Project } from '../../../shared/model/project.ts';
import { problemText } from './error-text.ts';
import { type Session, withCore } from './session.ts';

/**
 * The project that a command is about, sound enough to be shown; its warnings go to stderr.
 * @throws BacklotError `config-invalid` with the problems when its backlot.yaml is broken
 */
export async function readProject(
  session: Session,
  client: BacklotClient,
  signal: AbortSignal,
): Promise<Project> {
  const project = await client.projects.show({ path: session.pathOf() }, { signal });
  const errors = project.problems.filter(({ severity }) => severity === 'error');
  if (project.state === 'broken' || errors.length > 0) {
    const many = errors.length === 1 ? '1 problem' : `${errors.length} problems`;
    throw new BacklotError('config-invalid', `The configuration of ${project.name} has ${many}.`, {
      hint: 'Correct it at the place shown, then run this again.',
      details: { path: project.path, problems: errors },
    });
  }
  const { out } = session;
  for (const problem of project.problems) out.note(problemText(problem, out.paintError));
  if (project.state === 'uninitialised' && !out.quiet) {
    out.note(`${project.path} has no backlot.yaml yet; to write one: backlot init`);
  }
  return project;
}

/** The same, for a command that needs the core for nothing else. */
export const showProject = (session: Session): Promise<Project> =>
  withCore(session, ({ client }, signal) => readProject(session, client, signal));
