import { isCancelled, toBacklotError } from '../../shared/errors.ts';
import { showToast } from '../ui/toast-manager.ts';

/** Runs a call that a button started; a failure becomes a toast with the message and the hint. */
export async function callCore<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isCancelled(error)) return undefined;
    const { message, hint } = toBacklotError(error);
    showToast({ tone: 'failed', title: message, text: hint });
    return undefined;
  }
}
