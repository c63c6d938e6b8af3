import { Inbox, Pencil, Plus, Shield, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Bytes } from '../ui/bytes.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import { ContextMenu } from '../ui/context-menu.tsx';
import { CopyDigest } from '../ui/copy-digest.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Duration } from '../ui/duration.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Status, type Tone } from '../ui/status.tsx';
import { Table } from '../ui/table.tsx';
import { showToast } from '../ui/toast-manager.ts';
import styles from './styleguide.module.css';

const tones: readonly Tone[] = ['healthy', 'attention', 'failed', 'working', 'isolated', 'neutral'];

const rows = Array.from({ length: 1000 }, (_, index) => ({ id: `row-${index}`, bytes: index * 73_111 }));

const entries: readonly MenuEntry[] = [
  { kind: 'label', id: 'l', label: 'staging' },
  { kind: 'item', id: 'a', label: 'Clone locally', icon: <Plus />, shortcut: 'Mod+L', run: () => {} },
  {
    kind: 'disabled',
    id: 'b',
    label: 'Share branch',
    icon: <Pencil />,
    reason: 'No host is declared as shared',
  },
  { kind: 'line', id: 'c' },
  { kind: 'item', id: 'd', label: 'Remove checkpoint', icon: <Trash2 />, danger: true, run: () => {} },
];

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.row}>{children}</div>
    </section>
  );
}

/** Every primitive in its states, for looking at in both themes; in development alone. */
export function Styleguide() {
  const [theme, setTheme] = useState<'one' | 'two'>('one');
  const [selected, setSelected] = useState('row-2');
  const [dialog, setDialog] = useState(false);
  return (
    <div className={styles.page}>
      <Part title="Buttons">
        <Button variant="primary">Clone staging locally</Button>
        <Button icon={<Plus />}>Add dataset</Button>
        <Button variant="ghost">Check again</Button>
        <Button variant="danger" icon={<Trash2 />}>
          Remove checkpoint
        </Button>
        <Button disabled>Undo switch</Button>
        <IconButton label="Edit rule" shortcut="Mod+E">
          <Pencil />
        </IconButton>
      </Part>
      <Part title="Fields">
        <div className={styles.field}>
          <Input aria-label="Name" placeholder="Name of the dataset" />
        </div>
        <div className={styles.field}>
          <Input aria-label="Path" mono defaultValue="/home/mia/code/shop" />
        </div>
        <Select
          label="Option"
          value={theme}
          options={[
            { value: 'one', label: 'First option' },
            { value: 'two', label: 'Second option' },
          ]}
          onChange={setTheme}
        />
        <Menu trigger={<Button>Open menu</Button>} entries={entries} />
        <ContextMenu entries={entries}>
          <div className={styles.target}>Right click</div>
        </ContextMenu>
        <Button onClick={() => setDialog(true)}>Open dialog</Button>
        <Kbd keys="Mod+Shift+P" />
      </Part>
      <Part title="States">
        {tones.map((tone) => (
          <Status key={tone} tone={tone} word={tone} />
        ))}
        {tones.map((tone) => (
          <Status key={tone} tone={tone} word={tone} look="badge" />
        ))}
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Status tone="isolated" word="0 left" icon={Shield} />
      </Part>
      <Part title="Figures">
        <Bytes value={412_345_678} />
        <Duration ms={65_000} />
        <RelativeTime at={Date.now() - 7_200_000} />
        <CopyDigest value="sha256:3f2c1ab9d04e6b7a8c5f21e0d9b8a7c6e5f4d3c2" />
        <div className={styles.field}>
          <ProgressBar label="Known" value={0.4} />
        </div>
        <div className={styles.field}>
          <ProgressBar label="Unknown" />
        </div>
        <div className={styles.field}>
          <Skeleton width="80%" />
        </div>
      </Part>
      <Part title="Messages">
        <div className={styles.wide}>
          <ErrorState
            error={{
              code: 'docker-unreachable',
              message: 'Docker did not answer at unix:///var/run/docker.sock.',
              hint: 'Start Docker, then check again.',
              details: { errno: 'ECONNREFUSED' },
            }}
            actions={<Button>Check again</Button>}
          />
        </div>
        <div className={styles.wide}>
          <CommandLine command="docker compose --project-name shop-dev up --detach" />
        </div>
        {tones.map((tone) => (
          <Button
            key={tone}
            onClick={() =>
              showToast({
                tone,
                title: 'Clone staging locally: done',
                text: 'Took 1 min 05 s',
                action: { label: 'Show operation', run: () => {} },
              })
            }
          >
            Toast: {tone}
          </Button>
        ))}
      </Part>
      <Part title="Table of 1,000 rows">
        <div className={styles.table}>
          <Table
            label="Rows"
            columns={[
              { id: 'id', title: 'Row', width: '1fr', cell: ({ id }) => id },
              {
                id: 'state',
                title: 'State',
                width: '140px',
                cell: () => <Status tone="healthy" word="Ready" />,
              },
              {
                id: 'size',
                title: 'Size',
                width: '120px',
                align: 'end',
                cell: ({ bytes }) => <Bytes value={bytes} />,
              },
            ]}
            rows={rows}
            keyOf={({ id }) => id}
            selected={selected}
            onSelect={({ id }) => setSelected(id)}
          />
        </div>
      </Part>
      <Part title="Empty">
        <EmptyState icon={<Inbox />} title="No mail yet" actions={<Button>Send test mail</Button>}>
          Whatever an isolated environment sends is kept here.
        </EmptyState>
      </Part>
      <Dialog
        open={dialog}
        onClose={() => setDialog(false)}
        title="Switch to demo"
        description="The databases of dev hold the dataset demo afterwards."
        footer={
          <>
            <Button onClick={() => setDialog(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setDialog(false)}>
              Switch to demo
            </Button>
          </>
        }
      >
        <p>A checkpoint of what is there now is kept first.</p>
      </Dialog>
    </div>
  );
}
