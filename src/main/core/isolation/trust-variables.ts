import type { Environment } from '../compose/model.ts';

/** Where services find what they are to trust. */
export const trustFolder = '/etc/backlot';

export interface TrustPaths {
  /** The certificate of the environment's own authority alone. */
  readonly certificate: string;
  /** The same after all roots that the container had. */
  readonly bundle: string;
}

/** Services that share a volume have files of their own in it. Pure. */
export const trustPaths = (service: string, shared: boolean): TrustPaths =>
  shared
    ? { certificate: `${trustFolder}/${service}-ca.pem`, bundle: `${trustFolder}/${service}-ca-bundle.pem` }
    : { certificate: `${trustFolder}/ca.pem`, bundle: `${trustFolder}/ca-bundle.pem` };

/** Variables of programs that take more roots beside those that they have. */
const adding = ['NODE_EXTRA_CA_CERTS', 'DENO_CERT'] as const;

/** Variables of programs and libraries that take their roots from this file alone. */
const replacing = [
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'AWS_CA_BUNDLE',
  'PIP_CERT',
  'CARGO_HTTP_CAINFO',
  'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
] as const;

/** The usual variables by which a service learns of the environment's own authority. Pure. */
export const trustVariables = ({ certificate, bundle }: TrustPaths): Environment => ({
  ...Object.fromEntries(adding.map((name) => [name, certificate])),
  ...Object.fromEntries(replacing.map((name) => [name, bundle])),
});
