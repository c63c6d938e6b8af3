import type { PlanNote } from '../../../shared/model/operation.ts';
import type { DependencyCondition, NetworkAttachment, Service, StringMap } from '../compose/model.ts';
import type { StackIdentity } from './identity.ts';

/** One service that must have come so far before another may start. */
export interface Need {
  readonly service: string;
  readonly condition: DependencyCondition;
  /** False: the other goes on without it. */
  readonly required: boolean;
  /** True: the other restarts when this one was. */
  readonly restart: boolean;
}

export interface DesiredService {
  readonly name: string;
  readonly service: Service;
  readonly replicas: number;
  /** The reference its containers are made from. */
  readonly image: string;
  /** True when it is built here. */
  readonly built: boolean;
  /** Fingerprint of all that a container of it is made from, but for the image's content. */
  readonly hash: string;
  /** Short fingerprints by key, without the environment. */
  readonly parts: StringMap;
  readonly needs: readonly Need[];
  /** Services whose network, processes or volumes it shares: it is made anew with them. */
  readonly shares: readonly string[];
  /** `container_name`, where this environment may have it. */
  readonly fixedName: string | undefined;
  /** A `container_name` that another environment has: an alias here. */
  readonly alias: string | undefined;
  /** The first is the one with the highest priority. */
  readonly networks: readonly { readonly key: string; readonly attachment: NetworkAttachment }[];
  /** Keys of the named volumes that it mounts. */
  readonly volumes: readonly string[];
  readonly stopGraceMs: number;
  /** True when another waits for it to complete: once it has, it is done. */
  readonly job: boolean;
}

/** A network or volume as the engine takes it. */
export interface DesiredObject {
  readonly key: string;
  /** The name on the engine. */
  readonly name: string;
  /** Made by others: it must be there. */
  readonly external: boolean;
  readonly hash: string;
  /** What is sent to make it, without our labels of the moment. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A stack as it is wanted on one engine: data alone. */
export interface DesiredStack {
  readonly identity: StackIdentity;
  /** The engine's API, which decides what can be asked of it. */
  readonly api: string;
  /** Fingerprint of the model. */
  readonly fingerprint: string;
  /** Each comes after those it needs. */
  readonly services: readonly DesiredService[];
  readonly networks: readonly DesiredObject[];
  readonly volumes: readonly DesiredObject[];
  readonly files: StackFiles;
  readonly fileObjects: FileObjects;
  readonly notes: readonly PlanNote[];
}

/** What a model names and does not hold. */
export interface StackFiles {
  /** Variables of the shell that secrets and configs are made from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Contents of seccomp profiles by path. */
  readonly contents: StringMap;
}

/** What is behind `secrets` and `configs` of services, by key. */
export interface FileObjects {
  readonly secrets: Readonly<Record<string, FileSource>>;
  readonly configs: Readonly<Record<string, FileSource>>;
}

/** A file to mount, or text to copy into the container before it starts. */
export type FileSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };
