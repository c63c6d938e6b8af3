import { z } from 'zod';
import { command, topic } from './define.ts';

/** What the desktop asks of the page: from a second start, a deep link, a notification or the menu. */
export const desktopRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open-project'), path: z.string() }),
  z.object({ kind: z.literal('show-operation'), id: z.string() }),
  z.object({ kind: z.literal('show-doctor') }),
]);
export type DesktopRequest = z.output<typeof desktopRequest>;

/** A plain name, without a folder. */
const fileName = z
  .string()
  .max(200)
  .regex(/^[^/\\\0]+$/);

/** Of 30 MB too, at once: the usual pattern for it takes seconds. */
const base64 = z
  .string()
  .max(31 * 1024 * 1024)
  .refine((text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text), { error: 'is not base64' });

/** What only the Electron door can do; served beside the core's own methods when `app.info` says `electron`. */
export const desktop = {
  /** Each request once, those that came before the page did first. */
  requests: topic(z.object({}), desktopRequest),
  /** The system's own dialog for a folder; no path when it was dismissed. */
  chooseFolder: command(z.object({ title: z.string().max(200) }), z.object({ path: z.string().optional() })),
  /**
   * Asks by the system's own dialog where to, then writes the text there: the window itself downloads nothing.
   * No path when the dialog was dismissed.
   */
  saveText: command(
    z.object({
      title: z.string().max(200),
      /** Proposed; a plain file name. */
      name: fileName,
      text: z.string().max(32 * 1024 * 1024),
    }),
    z.object({ path: z.string().optional() }),
  ),
  /** The same for a file of any kind. */
  saveBytes: command(
    z.object({ title: z.string().max(200), name: fileName, base64 }),
    z.object({ path: z.string().optional() }),
  ),
};

export const desktopContract = { desktop };
