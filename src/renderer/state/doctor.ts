import { create } from 'zustand';
import type { Check } from '../../shared/model/check.ts';

export interface DoctorState {
  /** In the order of the core; `undefined` until the first answer. */
  readonly checks: readonly Check[] | undefined;
}

/** The doctor's checks; fed by `doctor.checks`. */
export const useDoctor = create<DoctorState>()(() => ({ checks: undefined }));
