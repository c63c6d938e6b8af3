import { guardService, type TrustedRoots } from '../../../shared/model/isolation.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { putArchive, readContainerFile } from '../docker/containers.ts';
import { packTar, type TarFile } from '../docker/pack-tar.ts';
import { containerName } from '../engine/desire-stack.ts';
import type { StackIdentity } from '../engine/identity.ts';
import { ownContainer } from '../engine/own-container.ts';
import type { MadeContainer } from '../engine/stack-access.ts';
import { readAuthority } from './read-guard.ts';
import { trustFolder, trustPaths } from './trust-variables.ts';

/** Where images keep the roots that they trust: Debian and Alpine, Red Hat, SUSE, OpenSSL's own place. */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/var/lib/ca-certificates/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

/** Roots with one more at their end, once. Pure. */
export function withRoot(roots: string, certificate: string): string {
  const own = certificate.trim();
  if (roots.includes(own)) return roots;
  return `${roots.trimEnd()}${roots.trim() === '' ? '' : '\n'}${own}\n`;
}

/** A file by its path below a folder. */
const file = (path: string, content: string, folder = '/'): TarFile => ({
  path: path.slice(folder.length).replace(/^\/+/, ''),
  content: Buffer.from(content),
  ...{ uid: 0, gid: 0, mode: 0o644 },
});

const mostKnown = 16;

/** What a guard says, asked once of each container: it is the same as long as the container is. */
async function trustedRoots(
  engine: Engine,
  identity: StackIdentity,
  container: string,
  known: Map<string, TrustedRoots>,
  signal: AbortSignal,
): Promise<TrustedRoots> {
  const id = (await ownContainer(engine, identity, container, signal))?.Id ?? '';
  const before = known.get(id);
  if (before !== undefined) return before;
  const told = await readAuthority({ engine, container }, signal);
  if (known.size >= mostKnown) known.clear();
  known.set(id, told);
  return told;
}

/**
 * Gives a container of an isolated environment the authority behind its sandboxes and its mail: as a file, after all
 * roots that it had, and, where it can be written to, in the system's own place, for programs that know no variable.
 * `known` keeps what guards said.
 * @throws BacklotError as `askGuard` does: a service does not start without what it is to trust.
 */
export async function giveTrust(
  made: MadeContainer,
  known: Map<string, TrustedRoots>,
  signal: AbortSignal,
): Promise<void> {
  const { engine, stack, service, container } = made;
  const guard = stack.services.find(({ name }) => name === guardService);
  if (guard === undefined || service === guard) return;
  const shared = service.service.read_only === true;
  const paths = trustPaths(service.name, shared);
  // What has no proxy is not behind the guard.
  const values = Object.values(service.service.environment ?? {});
  if (!values.includes(paths.certificate) && !values.includes(paths.bundle)) return;
  const name = containerName(stack, guard, 1);
  const { certificate, roots } = await trustedRoots(engine, stack.identity, name, known, signal);

  const found: { readonly at: string; readonly text: string }[] = [];
  for (const at of systemBundles) {
    const content = await readContainerFile(engine, container.Id, at, signal);
    if (content !== undefined) found.push({ at, text: content.toString('utf8') });
  }
  const bundle = withRoot(found[0]?.text ?? roots, certificate);
  if (shared) {
    const own = [file(paths.certificate, certificate, trustFolder), file(paths.bundle, bundle, trustFolder)];
    await putArchive(engine, container.Id, trustFolder, packTar(own), signal);
    return;
  }
  const mounted = container.Mounts.map(({ Destination }) => Destination);
  const system = found.filter(({ at }) => !mounted.some((one) => at === one || at.startsWith(`${one}/`)));
  const files = [
    file(paths.certificate, certificate),
    file(paths.bundle, bundle),
    ...system.map(({ at, text }) => file(at, withRoot(text, certificate))),
  ];
  await putArchive(engine, container.Id, '/', packTar(files), signal);
}
