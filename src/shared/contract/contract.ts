import { app } from './app.ts';
import type { Client } from './define.ts';
import { doctor } from './doctor.ts';
import { live } from './live.ts';
import { operations } from './operations.ts';
import { projects } from './projects.ts';
import { rehearsal } from './rehearsal.ts';
import { stacks } from './stacks.ts';

/** Everything a door can ask of the core, by domain. */
export const contract = { app, doctor, live, operations, projects, rehearsal, stacks };

export type BacklotContract = typeof contract;
export type BacklotClient = Client<BacklotContract>;
