import { readFile, stat } from 'node:fs/promises';
import { BacklotError } from '../../../shared/errors.ts';
import type { Build, FileObject } from '../compose/model.ts';

/** What a build may read besides its context. The values stay out of errors, logs and the image. */
export interface BuildInputs {
  readonly secrets: ReadonlyMap<string, () => Promise<Buffer>>;
  /** Sockets of ssh agents by id. */
  readonly sshAgents: Readonly<Record<string, string>>;
}

type Env = Readonly<Record<string, string | undefined>>;

function readSecret(id: string, secret: FileObject | undefined, env: Env): () => Promise<Buffer> {
  const missing = (why: string, hint: string): BacklotError =>
    new BacklotError('config-invalid', `The build secret "${id}" ${why}.`, { hint, details: { secret: id } });
  if (secret === undefined)
    throw missing('is not declared', `Declare "${id}" under "secrets" of the compose file.`);
  const { file, environment, content } = secret;
  if (content !== undefined) return async () => Buffer.from(content);
  if (environment !== undefined) {
    const value = env[environment];
    if (value === undefined)
      throw missing(
        `needs the variable ${environment}, which is not set`,
        `Set ${environment}, then build again.`,
      );
    return async () => Buffer.from(value);
  }
  if (file === undefined)
    throw missing('is external, which a build can not read', `Give "${id}" a file or a variable.`);
  return () =>
    readFile(file).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw missing(`is in ${file}, which can't be read (${code})`, `Make the file ${file} readable.`);
    });
}

async function findAgent(entry: string, env: Env): Promise<readonly [id: string, path: string]> {
  const equals = entry.indexOf('=');
  const id = equals === -1 ? entry : entry.slice(0, equals);
  const path = equals === -1 ? env.SSH_AUTH_SOCK : entry.slice(equals + 1);
  const failed = (why: string, hint: string): BacklotError =>
    new BacklotError('prerequisite-missing', `The build asks for the ssh agent "${id}", ${why}.`, {
      hint,
      details: { ssh: id },
    });
  if (!path)
    throw failed('but none is running', 'Start one and add your key: eval "$(ssh-agent)" && ssh-add.');
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw failed(`but ${path} does not exist`, 'Start the agent again, or correct its path.');
  if (!found.isSocket())
    throw failed(
      `but ${path} is a key, not an agent`,
      `Add the key to your agent with "ssh-add ${path}" and write "${id === 'default' ? 'default' : `${id}=$SSH_AUTH_SOCK`}".`,
    );
  return [id, path];
}

/**
 * Finds what a build's `secrets` and `ssh` mean, before it starts.
 * @throws BacklotError `config-invalid` for a secret, `prerequisite-missing` for an ssh agent.
 */
export async function findBuildInputs(
  build: Build,
  secrets: Readonly<Record<string, FileObject>>,
  env: Env,
): Promise<BuildInputs> {
  const found = new Map(
    (build.secrets ?? []).map(({ source, target }) => {
      const id = target?.replace(/^.*\//, '') || source;
      return [id, readSecret(source, secrets[source], env)] as const;
    }),
  );
  // Read once now, so that a missing file is said before the build and not in its middle.
  for (const read of found.values()) await read();
  const agents = await Promise.all((build.ssh ?? []).map((entry) => findAgent(entry, env)));
  return { secrets: found, sshAgents: Object.fromEntries(agents) };
}
