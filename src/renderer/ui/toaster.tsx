import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { StatusIcon } from './status.tsx';
import { type ToastData, toasts } from './toast-manager.ts';
import styles from './toaster.module.css';

const words: Readonly<Record<ToastData['tone'], string>> = {
  healthy: 'Done',
  attention: 'Attention',
  failed: 'Failed',
  working: 'Working',
  isolated: 'Isolated',
  neutral: 'Note',
};

function ToastList() {
  const { toasts: shown } = Toast.useToastManager<ToastData>();
  return shown.map((toast) => {
    const tone = toast.data?.tone ?? 'neutral';
    return (
      <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
        <Toast.Content className={styles.content}>
          <StatusIcon tone={tone} label={words[tone]} />
          <div className={styles.words}>
            <Toast.Title className={styles.title} />
            <Toast.Description className={styles.text} />
          </div>
          <Toast.Action className={styles.action} />
          <Toast.Close className={styles.close} aria-label="Close">
            <X aria-hidden size={14} />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

/** Provides toasts to what is inside; F6 goes to them. */
export function Toaster({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toasts} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
