import { Switch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import type { Preferences } from '../../../shared/contract/app.ts';
import { useAppInfo } from '../../state/app-info.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { usePreferences } from '../../state/preferences.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './settings-screen.module.css';

const themes = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const retentions = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
] as const;

function Setting({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.setting}>
      <div>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.note}>{note}</p>
      </div>
      {children}
    </div>
  );
}

/** What the user can choose about the app itself, and what it runs on. */
export function SettingsScreen() {
  const client = useClient();
  const preferences = usePreferences((state) => state.preferences);
  const set = (change: Partial<Preferences>): void => {
    void callCore(() => client.app.setPreferences(change));
  };
  return (
    <div className={styles.screen}>
      <ScreenHeader title="Settings" />
      <div className={styles.column}>
        <section className={styles.card} aria-label="Preferences">
          {preferences ? (
            <>
              <Setting title="Theme" note="Light and dark follow the system unless you choose one.">
                <Select
                  label="Theme"
                  value={preferences.theme}
                  options={themes}
                  onChange={(theme) => set({ theme })}
                />
              </Setting>
              <Setting title="Notifications" note="Say when an operation is done or has failed.">
                <Switch.Root
                  aria-label="Notifications"
                  className={styles.switch}
                  checked={preferences.notifications}
                  onCheckedChange={(notifications) => set({ notifications })}
                >
                  <Switch.Thumb className={styles.thumb} />
                </Switch.Root>
              </Setting>
              <Setting
                title="Keep finished operations"
                note="Older ones leave the journal, with their output."
              >
                <Select
                  label="Keep finished operations"
                  value={String(preferences.keepOperationsDays)}
                  options={withPresent(preferences.keepOperationsDays)}
                  onChange={(days) => set({ keepOperationsDays: Number(days) })}
                />
              </Setting>
            </>
          ) : (
            <div className={styles.setting}>
              <Skeleton width="40%" />
            </div>
          )}
        </section>
        <About />
      </div>
    </div>
  );
}

/** The usual spans, and the present one when it is none of them: the command line takes any number. */
const withPresent = (days: number): readonly { readonly value: string; readonly label: string }[] =>
  retentions.some(({ value }) => value === String(days))
    ? retentions
    : [...retentions, { value: String(days), label: `${days} days` }];

function About() {
  const info = useAppInfo((state) => state.info);
  if (!info) return null;
  return (
    <section aria-labelledby="about">
      <h2 id="about" className={styles.heading}>
        About
      </h2>
      <dl className={styles.card}>
        <div className={styles.fact}>
          <dt>Version</dt>
          <dd>{info.version}</dd>
        </div>
        <div className={styles.fact}>
          <dt>Data directory</dt>
          <dd className={styles.path}>
            <code>{info.home}</code>
            <CopyButton text={info.home} what="path" />
          </dd>
        </div>
        <div className={styles.fact}>
          <dt>Core</dt>
          <dd>
            Node {info.node} on {info.platform}, process {info.pid}, started{' '}
            <RelativeTime at={info.startedAt} ago />
          </dd>
        </div>
      </dl>
    </section>
  );
}
