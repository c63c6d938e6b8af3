import type { z } from 'zod';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { check as checkSchema, doctor as contract } from '../../shared/contract/doctor.ts';
import type { Check } from '../../shared/model/check.ts';
import type { Doctor } from '../core/doctor/doctor.ts';

const toWire = (check: Check): z.input<typeof checkSchema> => ({
  ...check,
  fix: check.fix && { ...check.fix, steps: [...check.fix.steps] },
});

/** The doctor's methods. */
export const doctorHandlers = (doctor: Doctor): DomainHandlers<typeof contract> => ({
  run: async (_input, { signal }) => (await doctor.run(signal)).map(toWire),
  checks: async function* (_params, { signal, after }) {
    for await (const { cursor, value } of doctor.follow(signal, after))
      yield { cursor, value: value.map(toWire) };
  },
  refresh: () => {
    doctor.refresh();
    return {};
  },
  fix: async ({ id }, { signal }) => toWire(await doctor.fix(id, signal)),
});
