import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { MailSummary } from '../../../shared/model/isolation.ts';
import { placeKey, type StackPlace } from '../../state/stacks.ts';

export interface ReadMails {
  /** Ids of mails that were opened, by environment. */
  readonly byPlace: Readonly<Record<string, readonly string[]>>;
}

/** Which mails were opened in this window; remembered over restarts. */
export const useReadMails = create<ReadMails>()(
  persist((): ReadMails => ({ byPlace: {} }), { name: 'backlot.mails', version: 1 }),
);

const none: readonly string[] = [];

/** The ids of an environment's mails that were opened. */
export const useReadIds = (place: StackPlace): readonly string[] =>
  useReadMails(({ byPlace }) => byPlace[placeKey(place)] ?? none);

/** How many of the mails were not opened yet. */
export function useUnread(place: StackPlace, mails: readonly MailSummary[] | undefined): number {
  const read = new Set(useReadIds(place));
  return mails?.filter(({ id }) => !read.has(id)).length ?? 0;
}

/** Notes mails as opened; of those that are no longer in the box, nothing is kept. */
export function noteRead(place: StackPlace, box: readonly MailSummary[], opened: readonly string[]): void {
  const key = placeKey(place);
  useReadMails.setState(({ byPlace }) => {
    const there = new Set(box.map(({ id }) => id));
    const read = new Set([...(byPlace[key] ?? none), ...opened].filter((id) => there.has(id)));
    return { byPlace: { ...byPlace, [key]: [...read] } };
  });
}
