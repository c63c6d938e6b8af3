import { Notification } from 'electron';
import type { News } from './operation-news.ts';

/** Shows a native notification; clicking it calls back. Nothing happens where there are none. */
export function announce({ title, body }: News, clicked: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on('click', clicked);
  notification.show();
}
