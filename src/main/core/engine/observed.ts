import type { StringMap } from '../compose/model.ts';

export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy';

/** A container of the environment as it was seen. */
export interface ObservedContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  /** Counted from 1. */
  readonly number: number;
  /** "created", "running", "paused", "restarting", "exited", "dead". */
  readonly state: string;
  readonly health: Health;
  /** Of one that has exited. */
  readonly exitCode: number | undefined;
  readonly imageId: string;
  readonly hash: string;
  /** Short fingerprints by key of what it was made from. */
  readonly parts: StringMap;
  /** Its whole environment; only where its hash is not the one that is wanted. */
  readonly env: StringMap | undefined;
  /** Services that it was made to need. */
  readonly needs: readonly string[];
  /** Published ports that are not those declared, by `portKey`. */
  readonly ports: Readonly<Record<string, number>>;
  /** Ports of the machine that it holds now: "8080/tcp". */
  readonly published: readonly string[];
  /** Names of the networks that it is attached to. */
  readonly networks: readonly string[];
  /** Id of the container whose network it uses. */
  readonly networkOf: string | undefined;
}

/** A network or volume of the environment as it was seen. */
export interface ObservedObject {
  readonly id: string;
  readonly name: string;
  /** Its key in the compose files. */
  readonly key: string;
  readonly hash: string;
}

export interface ObservedImage {
  readonly id: string;
  /** Its own environment. */
  readonly env: StringMap;
  /** When it last came or was tagged, milliseconds since the epoch; undefined when that is not known. */
  readonly refreshedAt?: number | undefined;
}

/** A published port that is not the declared one, and why. */
export interface MovedPort {
  readonly port: number;
  readonly why: string;
}

/** One look at an engine, as far as one environment is concerned: data alone. */
export interface ObservedStack {
  /** When it was taken, milliseconds since the epoch. */
  readonly at: number;
  readonly containers: readonly ObservedContainer[];
  readonly networks: readonly ObservedObject[];
  readonly volumes: readonly ObservedObject[];
  /** Who has a name that we want, by that name. Never touched. */
  readonly foreign: {
    readonly containers: StringMap;
    readonly networks: StringMap;
    readonly volumes: StringMap;
  };
  /** By reference; absent: the engine does not have it. */
  readonly images: Readonly<Record<string, ObservedImage>>;
  /** By container ("web 1") and `portKey`: the ports that can't be as declared. */
  readonly ports: Readonly<Record<string, Readonly<Record<string, MovedPort>>>>;
}

/** A container's place in its service, as `ObservedStack.ports` names it. */
export const slot = (service: string, number: number): string => `${service} ${number}`;
