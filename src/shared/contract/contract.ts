import { app } from './app.ts';
import { data } from './data.ts';
import type { Client } from './define.ts';
import { doctor } from './doctor.ts';
import { live } from './live.ts';
import { masking } from './masking.ts';
import { operations } from './operations.ts';
import { projects } from './projects.ts';
import { rehearsal } from './rehearsal.ts';
import { snapshots } from './snapshots.ts';
import { stacks } from './stacks.ts';

/** Everything a door can ask of the core, by domain. */
export const contract = {
  app,
  data,
  doctor,
  live,
  masking,
  operations,
  projects,
  rehearsal,
  snapshots,
  stacks,
};

export type BacklotContract = typeof contract;
export type BacklotClient = Client<BacklotContract>;
