import { BacklotError, type ErrorCode } from '../../../../shared/errors.ts';

/** What a program of PostgreSQL left when it failed. */
export interface PostgresFailure {
  /** The server for people: an environment's service, or a URL without its password. */
  readonly source: string;
  /** "psql" or "pg_dump". */
  readonly program: string;
  readonly exitCode: number;
  readonly stderr: string;
  /** What was being done, as "reading public.customers". */
  readonly doing?: string | undefined;
}

interface Verdict {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly retryable?: boolean;
}

/**
 * Classes of SQLSTATE whose messages may quote a value: data exceptions, syntax (it quotes what is near),
 * and what functions raise by themselves.
 */
const mayQuote = /^(22|P0|F0|XX|HV|38|39|2F|42601)/;

const verdict = (code: ErrorCode, message: string, hint: string, retryable = false): Verdict => ({
  code,
  message,
  hint,
  retryable,
});

const notConnected = (words: string, source: string): Verdict | undefined => {
  if (/password authentication failed|no password supplied|fe_sendauth/.test(words))
    return verdict(
      'source-denied',
      `${source} refused the password.`,
      'Correct the user or the password it is reached with, then try again.',
    );
  if (
    /no pg_hba\.conf entry|pg_hba\.conf rejects|(peer|ident|certificate|GSSAPI|LDAP|PAM) authentication failed|SSL off/i.test(
      words,
    )
  )
    return verdict(
      'source-denied',
      `${source} does not let this user in from here.`,
      "Allow the user in the server's pg_hba.conf, or use another user.",
    );
  const missing = /(role|database) "([^"]*)" does not exist/.exec(words);
  if (missing !== null)
    return verdict(
      'source-denied',
      `${source} has no ${missing[1] === 'role' ? 'user' : 'database'} "${missing[2]}".`,
      'Correct POSTGRES_USER and POSTGRES_DB of the service, or the URL.',
    );
  if (/permission denied for database|is not permitted to log in/.test(words))
    return verdict('source-denied', `${source} does not let this user in.`, 'Grant it CONNECT and LOGIN.');
  if (/too many clients|remaining connection slots|too many connections/.test(words))
    return verdict(
      'source-unreachable',
      `${source} has no connection left.`,
      'Close some of its connections, then try again.',
      true,
    );
  if (/hot standby mode is disabled/i.test(words))
    return verdict(
      'source-unsupported',
      `${source} is a standby that nobody may read.`,
      'Turn hot_standby on there, or pull from the primary server.',
    );
  if (
    /the database system is (starting up|shutting down|not yet accepting|not accepting|in recovery)/.test(
      words,
    )
  )
    return verdict(
      'source-unreachable',
      `${source} is starting or stopping.`,
      'Wait until it is ready, then try again.',
      true,
    );
  if (/unsupported startup parameter|no such database:|pgbouncer/i.test(words))
    return verdict(
      'source-unsupported',
      `${source} is a connection pool, which does not take this session.`,
      'Connect to the PostgreSQL server itself.',
    );
  if (
    // One that was there and "was lost" is another matter.
    /could not (connect|translate)|connection to server(?! was lost)|Connection refused|timeout expired|No route to host|No such file/.test(
      words,
    )
  )
    return verdict(
      'source-unreachable',
      `Nothing answers as PostgreSQL at ${source}.`,
      'Start the server, or correct its address, then try again.',
      true,
    );
  return undefined;
};

const byState = (state: string, message: string, source: string, doing: string): Verdict => {
  const said = mayQuote.test(state) ? `SQLSTATE ${state}` : message;
  if (state === '42501')
    return verdict(
      'source-denied',
      `${source} denied the user: ${said}.`,
      'Grant the user SELECT on it and USAGE on its schema, or use another user.',
    );
  if (/^28/.test(state))
    return verdict('source-denied', `${source} denied the user: ${said}.`, 'Use another user.');
  if (/snapshot/.test(message) && /^(22023|42704|55000|0A000)$/.test(state))
    return verdict(
      'source-unsupported',
      `${source} does not know the exported snapshot: its sessions do not reach one and the same server, or the session that held it has ended.`,
      'Connect to the PostgreSQL server itself, not to a pool or a balancer, then try again.',
      true,
    );
  if (/^57P|^08|^53300/.test(state))
    return verdict(
      'source-unreachable',
      `${source} ended the session${doing}: ${said}.`,
      'Wait until it is ready, then try again.',
      true,
    );
  if (state === '57014' || state === '55P03' || state === '25P03')
    return verdict(
      'source-failed',
      `${source} stopped${doing}: ${said}.`,
      'Try again when the server has less to do, or no migration runs.',
      true,
    );
  if (state === '40001')
    return verdict(
      'source-failed',
      `${source} cancelled${doing}: ${said}.`,
      'On a standby raise max_standby_streaming_delay or turn hot_standby_feedback on; else try again.',
      true,
    );
  return verdict(
    'source-failed',
    `${source} failed${doing}: ${said}.`,
    "The server's own log says more.",
    /^(53|58|40)/.test(state),
  );
};

/** The table and the column of a COPY's CONTEXT; the value that stands behind them stays there. */
function copied(stderr: string): string | undefined {
  const found = /COPY ([^,\n]+), line \d+(?:, column ([^:,\n]+))?/.exec(stderr);
  if (found === null) return undefined;
  return `copying ${found[1]}${found[2] === undefined ? '' : `, column ${found[2]}`}`;
}

function judge({ source, program, exitCode, stderr, doing: asked }: PostgresFailure): Verdict {
  const doing = copied(stderr) ?? asked;
  const while_ = doing === undefined ? '' : ` while ${doing}`;
  if (exitCode === 126 || exitCode === 127)
    return verdict(
      'source-unsupported',
      `The container of ${source} has no ${program}.`,
      'Use an image that brings the client programs of PostgreSQL.',
    );
  const mismatch = /server version: (\d+)[\s\S]*pg_dump version: (\d+)/.exec(stderr);
  if (/server version mismatch/.test(stderr))
    return verdict(
      'source-unsupported',
      mismatch === null
        ? `pg_dump is older than ${source}.`
        : `pg_dump ${mismatch[2]} can't dump ${source}, which is PostgreSQL ${mismatch[1]}.`,
      'Name an image of the same major version as the server.',
    );
  const failed = /^psql: error: ([\s\S]*)|connection to (?:server|database) [\s\S]*/m.exec(stderr);
  const connection = failed === null ? undefined : notConnected(failed[0], source);
  if (connection !== undefined) return connection;
  // "ERROR:  42P01: relation ... does not exist"; its first word is in the server's language.
  const error = /(?:^|:\s)[^\s:]+:\s+([0-9A-Z]{5}): (.*)$/m.exec(stderr);
  if (error?.[1] !== undefined && error[2] !== undefined) return byState(error[1], error[2], source, while_);
  const denied =
    /permission denied for (table|sequence|schema|view|function|large object|relation) [^\n]*/.exec(stderr);
  if (denied !== null) return byState('42501', denied[0], source, while_);
  if (
    /server closed the connection|connection .* (lost|closed)|terminating connection|SSL SYSCALL/.test(stderr)
  )
    return byState('08006', 'the connection was lost', source, while_);
  if (exitCode === 137 || exitCode === 143 || exitCode === -1)
    return verdict(
      'source-unreachable',
      `The session with ${source} was ended${while_}.`,
      'Check that its container runs, then try again.',
      true,
    );
  if (/lock timeout/.test(stderr))
    return byState('55P03', 'a lock was not to be had in time', source, while_);
  if (/statement timeout/.test(stderr)) return byState('57014', 'it took too long', source, while_);
  if (/snapshot/.test(stderr)) return byState('22023', 'snapshot', source, while_);
  return verdict(
    'source-failed',
    `${program} failed with exit code ${exitCode}${while_} (${source}).`,
    "The server's own log says more.",
  );
}

/**
 * The product's error behind a failed `psql` or `pg_dump`. Only the first line of the server's words is
 * kept, and only where it can't quote a value: never DETAIL, CONTEXT or the line of a COPY.
 */
export function mapPostgresError(failure: PostgresFailure): BacklotError {
  const { code, message, hint, retryable } = judge(failure);
  const state = /(?:^|:\s)[^\s:]+:\s+([0-9A-Z]{5}): /m.exec(failure.stderr)?.[1];
  return new BacklotError(code, message, {
    hint,
    retryable,
    details: { source: failure.source, ...(state === undefined ? {} : { sqlState: state }) },
  });
}
