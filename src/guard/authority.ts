import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { runTool } from './run-tool.ts';

/** Vouches for the sandboxes of an environment: a certificate authority of its own. */
export interface Authority {
  /** Its certificate as PEM; what services are given to trust. */
  readonly certificate: string;
  /** What a TLS server needs to be a host. @throws Error for what is no name of a host. */
  readonly contextFor: (host: string) => Promise<SecureContext>;
}

/** Days. Some clients refuse a host's certificate of more than 398. */
const validFor = { authority: 3650, host: 397 } as const;
const renewMs = 30 * 86_400_000;
const mostHosts = 500;
/** It goes into a file of settings as it is. */
const plainHost = /^[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?$/;

const newKey = (): string =>
  String(
    generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }),
  );

const secret = (file: string, text: string): Promise<void> => writeFile(file, text, { mode: 0o600 });

const authoritySettings = (name: string): string => `[req]
distinguished_name = name
prompt = no
x509_extensions = own
[name]
CN = ${name}
[own]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
`;

const hostSettings = (host: string): string => `basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:${host}
`;

/** Makes the authority beside its place and moves it there: what is there is whole. */
async function makeAuthority(folder: string, name: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const made = await mkdtemp(`${folder}.`);
  const [key, settings] = [join(made, 'key.pem'), join(made, 'settings')];
  await secret(key, newKey());
  await writeFile(settings, authoritySettings(name));
  const days = String(validFor.authority);
  const args = ['req', '-x509', '-new', '-sha256', '-key', key, '-days', days, '-config', settings];
  await writeFile(join(made, 'ca.pem'), await runTool('openssl', args));
  await rm(settings);
  await rename(made, folder);
}

/**
 * Opens the authority in a folder, and makes it first where there is none. Its key never leaves the folder.
 * `scratch` is a folder in memory for what is needed in between.
 */
export async function openAuthority(folder: string, scratch: string, name: string): Promise<Authority> {
  const [key, ca] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  const read = (): Promise<string> => readFile(ca, 'utf8');
  const certificate = await read().catch(async () => {
    await makeAuthority(folder, name);
    return read();
  });

  // One key for all hosts, of this run alone.
  const hostKey = newKey();
  const work = await mkdtemp(join(scratch, 'hosts-'));
  const [own, request, settings] = [join(work, 'key.pem'), join(work, 'request'), join(work, 'settings')];
  await secret(own, hostKey);
  await writeFile(settings, authoritySettings('Backlot sandbox'));
  await writeFile(
    request,
    await runTool('openssl', ['req', '-new', '-sha256', '-key', own, '-config', settings]),
  );

  const make = async (host: string): Promise<SecureContext> => {
    if (!plainHost.test(host)) throw new Error(`${JSON.stringify(host)} is no name of a host`);
    const serial = `0x0${randomBytes(15).toString('hex')}`;
    const extensions = join(work, `${serial}.ext`);
    await writeFile(extensions, hostSettings(host));
    try {
      const from = ['-req', '-in', request, '-CA', ca, '-CAkey', key, '-set_serial', serial];
      const days = String(validFor.host);
      const args = ['x509', ...from, '-sha256', '-days', days, '-extfile', extensions];
      const cert = await runTool('openssl', args);
      return createSecureContext({ key: hostKey, cert, minVersion: 'TLSv1.2' });
    } finally {
      await rm(extensions, { force: true });
    }
  };
  const known = new Map<string, { readonly at: number; readonly context: Promise<SecureContext> }>();
  return {
    certificate,
    contextFor(host) {
      const found = known.get(host);
      const now = Date.now();
      if (found !== undefined && now - found.at < renewMs) return found.context;
      if (known.size >= mostHosts) known.clear();
      const context = make(host);
      known.set(host, { at: now, context });
      context.catch(() => known.delete(host));
      return context;
    },
  };
}
