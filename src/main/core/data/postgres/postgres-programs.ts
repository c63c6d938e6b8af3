import type { Engine } from '../../docker/connect-engine.ts';
import { type StreamingExec, streamExec } from '../../docker/stream-exec.ts';
import type { ProgramsPlace } from './reader-place.ts';

/** Where `psql` and `pg_dump` run, and as whom they connect. */
export interface PostgresPrograms {
  /** For people: an environment's service, or a URL without its password. */
  readonly name: string;
  /**
   * Starts one of them. `dies` is for a program that reads no input: it is ended when its input is, so that
   * no session outlives us. Without it the input is the program's own.
   */
  readonly start: (
    command: readonly string[],
    options: { readonly dies: boolean; readonly session?: string | undefined },
    signal: AbortSignal,
  ) => Promise<StreamingExec>;
  /** Where they run, as plain data: `openPrograms` starts the same ones from it. */
  readonly place: ProgramsPlace;
  readonly close: () => Promise<void>;
}

/** As the images of PostgreSQL take them; a file wins over nothing, so that secrets may come as files. */
const connectAsImage = `
read_or() { if [ -n "$1" ]; then printf %s "$1"; elif [ -n "$2" ] && [ -r "$2" ]; then cat "$2"; else printf %s "$3"; fi; }
PGUSER=$(read_or "\${BACKLOT_PGUSER:-\${POSTGRES_USER:-}}" "\${POSTGRES_USER_FILE:-}" "\${PGUSER:-postgres}")
PGDATABASE=$(read_or "\${BACKLOT_PGDATABASE:-\${POSTGRES_DB:-}}" "\${POSTGRES_DB_FILE:-}" "\${PGDATABASE:-$PGUSER}")
PGPASSWORD=$(read_or "\${POSTGRES_PASSWORD:-}" "\${POSTGRES_PASSWORD_FILE:-}" "\${PGPASSWORD:-}")
export PGUSER PGDATABASE PGPASSWORD
`;

const ownInput = 'exec "$@"';

/**
 * Runs the program without input, and ends it when ours does. Both children are waited for: one that outlived
 * the shell would become a child of the container's first process, which often is the server itself, and it
 * takes a child that was killed for a crash of its own and restarts.
 */
const endWithInput = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ while read -r _; do :; done; kill "$program"; } <&3 3<&- >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait "$program"
code=$?
kill "$watch" 2>/dev/null
wait "$watch" 2>/dev/null
exit "$code"
`;

export interface ContainerPlace {
  readonly engine: Engine;
  /** Id or name of a running container. */
  readonly container: string;
  readonly name: string;
  /** Instead of what the container's environment says. */
  readonly user?: string | undefined;
  readonly database?: string | undefined;
}

/** Words of the programs in English, text in UTF-8, whatever the container's locale is. */
const steady = ['LC_ALL=C', 'PGCLIENTENCODING=UTF8', 'PGCONNECT_TIMEOUT=15'];

/** The programs of the server's own container, over its socket, as the user its environment names. */
export function containerPrograms({
  engine,
  container,
  name,
  user,
  database,
}: ContainerPlace): PostgresPrograms {
  const env = [
    ...steady,
    ...(user === undefined ? [] : [`BACKLOT_PGUSER=${user}`]),
    ...(database === undefined ? [] : [`BACKLOT_PGDATABASE=${database}`]),
  ];
  return {
    name,
    place: { context: engine.context, container, name, user, database },
    start: (command, { dies, session = 'backlot' }, signal) =>
      streamExec(
        engine,
        container,
        {
          command: ['sh', '-c', connectAsImage + (dies ? endWithInput : ownInput), 'backlot', ...command],
          env: [...env, `PGAPPNAME=${session}`],
        },
        signal,
      ),
    close: async () => {},
  };
}

/**
 * The programs of a throw-away container, for a server at an address (without a password); `secrets` are in
 * the environment of each program alone.
 */
export function remotePrograms(
  { engine, container, name }: ContainerPlace,
  address: string,
  secrets: readonly string[],
  close: () => Promise<void>,
): PostgresPrograms {
  return {
    name,
    place: { context: engine.context, container, name, remote: { address, secrets } },
    start: ([program = 'psql', ...rest], { dies, session = 'backlot' }, signal) => {
      const command = [program, `--dbname=${address}`, ...rest];
      return streamExec(
        engine,
        container,
        {
          command: ['sh', '-c', dies ? endWithInput : ownInput, 'backlot', ...command],
          env: [...steady, ...secrets, `PGAPPNAME=${session}`],
        },
        signal,
      );
    },
    close,
  };
}

/** The same programs from another thread, over an engine connection of its own; closing leaves the container. */
export function openPrograms(engine: Engine, place: ProgramsPlace): PostgresPrograms {
  const { container, name, user, database, remote } = place;
  return remote === undefined
    ? containerPrograms({ engine, container, name, user, database })
    : remotePrograms({ engine, container, name }, remote.address, remote.secrets, async () => {});
}
