import { expect, test } from 'vitest';
import { doctor as contract } from '../../shared/contract/doctor.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Check } from '../../shared/model/check.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import type { Doctor } from '../core/doctor/doctor.ts';
import { createLive } from '../core/live.ts';
import { doctorHandlers } from './doctor.ts';

const check: Check = {
  id: 'git',
  group: 'git',
  title: 'git',
  status: 'fail',
  found: 'not found',
  problem: 'git is not installed.',
  fix: { command: 'apt-get install git', steps: ['One.'], automatic: false },
  ms: 3,
};

test('the methods of the doctor cross the wire', async () => {
  const live = createLive<readonly Check[]>([check]);
  const calls: string[] = [];
  const doctor: Doctor = {
    run: async () => [check],
    refresh: () => calls.push('refresh'),
    follow: live.follow,
    fix: async (id) => {
      if (id !== 'git') throw new BacklotError('not-found', `There is no check "${id}".`);
      return check;
    },
    stop: async () => {},
  };
  const only = { doctor: contract };
  const [near, far] = memoryPair();
  const served = serve(far, methodTable(only, { doctor: doctorHandlers(doctor) }));
  const client = createClient(only, connect(near));
  expect(await client.doctor.run({})).toEqual([check]);
  expect(await client.doctor.refresh({})).toEqual({});
  expect(calls).toEqual(['refresh']);
  expect(await client.doctor.fix({ id: 'git' })).toEqual(check);
  await expect(client.doctor.fix({ id: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  for await (const { value } of client.doctor.checks({})) {
    expect(value).toEqual([check]);
    break;
  }
  served.close();
});
