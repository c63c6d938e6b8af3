import { navigate } from 'wouter/use-hash-location';

export const isolationRoutes = {
  first: '/isolation',
  egress: '/isolation/environments/:name',
  mail: '/isolation/environments/:name/mail',
} as const;

/** The address of what an environment tried to reach. */
export const egressPath = (environment: string): string =>
  `/isolation/environments/${encodeURIComponent(environment)}`;

/** The address of an environment's inbox. */
export const mailPath = (environment: string): string => `${egressPath(environment)}/mail`;

/** Goes to what an environment tried to reach. */
export const openEgress = (environment: string): void => navigate(egressPath(environment));

/** Goes to an environment's inbox. */
export const openMail = (environment: string): void => navigate(mailPath(environment));
