/** A container of a service, as it was last seen. */
export interface StackContainer {
  readonly id: string;
  readonly name: string;
  /** Counted from 1. */
  readonly number: number;
  readonly state: string;
  readonly health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  /** Of one that has exited. */
  readonly exitCode?: number | undefined;
}

/** A published port, as it can be reached from this machine. */
export interface StackAddress {
  /** The port inside the container. */
  readonly target: number;
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  /** To open in a browser; absent for what is no web page. */
  readonly url?: string | undefined;
}

/**
 * What a service is up to. `ready`: running and healthy, or a job that ended well. `absent`: declared, with
 * no container. `orphan` services have containers, but the compose files no longer declare them.
 */
export const serviceStates = ['ready', 'starting', 'unhealthy', 'failed', 'stopped', 'absent'] as const;
export type ServiceState = (typeof serviceStates)[number];

export interface StackService {
  readonly name: string;
  readonly state: ServiceState;
  /** The state's cause in words: "exited with 1", "waiting to be healthy". */
  readonly cause: string;
  readonly orphan: boolean;
  /** The reference it was made from, as the compose files say it. */
  readonly image?: string | undefined;
  /** The image's id: "sha256:…". */
  readonly imageId?: string | undefined;
  readonly containers: readonly StackContainer[];
  readonly addresses: readonly StackAddress[];
}

/** An environment's stack as it runs now. */
export interface StackStatus {
  readonly environment: string;
  /** The Docker context it runs on. */
  readonly host: string;
  /** The name that `docker compose` knows it by. */
  readonly composeProject: string;
  readonly services: readonly StackService[];
  /** Keys of the volumes that exist. */
  readonly volumes: readonly string[];
}
