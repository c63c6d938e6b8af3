import { navigate } from 'wouter/use-hash-location';

export const dataRoutes = {
  datasets: '/data',
  environment: '/data/environments/:name',
  masking: '/data/masking',
  snapshots: '/data/snapshots',
} as const;

/** The address of an environment's datasets and history. */
export const dataPath = (environment: string): string =>
  `/data/environments/${encodeURIComponent(environment)}`;

/** Goes to the data of an environment. */
export const openData = (environment: string): void => navigate(dataPath(environment));
