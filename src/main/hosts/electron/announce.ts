import { Notification } from 'electron';
import type { News } from './operation-news.ts';

/** Those on the screen: one that nothing holds is collected, and its click is lost. */
const shown = new Set<Notification>();

/** Shows a native notification; clicking it calls back. Nothing happens where there are none. */
export function announce({ title, body }: News, clicked: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    clicked();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
