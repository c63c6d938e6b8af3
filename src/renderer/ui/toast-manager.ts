import { Toast } from '@base-ui/react/toast';
import type { Tone } from './status.tsx';

export interface ToastData {
  readonly tone: Tone;
}

/** The one queue of toasts, so that state outside React can say something too. */
export const toasts = Toast.createToastManager<ToastData>();

export interface ToastOptions {
  readonly tone: Tone;
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Milliseconds that it stays, unless it tells of a failure. */
  readonly timeout?: number | undefined;
}

/** Shows a toast; failures stay until they are closed and are announced at once. */
export function showToast({ tone, title, text, action, timeout = 5000 }: ToastOptions): void {
  toasts.add({
    title,
    ...(text !== undefined && { description: text }),
    data: { tone },
    timeout: tone === 'failed' ? 0 : timeout,
    priority: tone === 'failed' ? 'high' : 'low',
    ...(action && { actionProps: { children: action.label, onClick: action.run } }),
  });
}
