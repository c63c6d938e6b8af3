import { app } from './app.ts';
import { data } from './data.ts';
import type { Client } from './define.ts';
import { doctor } from './doctor.ts';
import { isolation } from './isolation.ts';
import { live } from './live.ts';
import { mail } from './mail.ts';
import { masking } from './masking.ts';
import { operations } from './operations.ts';
import { parity } from './parity.ts';
import { projects } from './projects.ts';
import { rehearsal } from './rehearsal.ts';
import { snapshots } from './snapshots.ts';
import { stacks } from './stacks.ts';

/** Everything a door can ask of the core, by domain. */
export const contract = {
  app,
  data,
  doctor,
  isolation,
  live,
  mail,
  masking,
  operations,
  parity,
  projects,
  rehearsal,
  snapshots,
  stacks,
};

export type BacklotContract = typeof contract;
export type BacklotClient = Client<BacklotContract>;
