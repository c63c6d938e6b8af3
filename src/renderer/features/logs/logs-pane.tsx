import { ArrowDown, Clock, Eye, EyeOff, WrapText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { colourServices } from '../../../shared/model/service-colours.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { toggleMute, toggleSolo, useStackView } from '../stacks/stack-view.ts';
import { filterLogs, type LeastLevel, parseMatch } from './filter-logs.ts';
import type { LogBuffer } from './log-buffer.ts';
import { LogList } from './log-list.tsx';
import styles from './logs-pane.module.css';
import { useLogs } from './use-logs.ts';

const levels: readonly { readonly value: LeastLevel; readonly label: string }[] = [
  { value: 'all', label: 'All levels' },
  { value: 'info', label: 'Info and up' },
  { value: 'warn', label: 'Warnings and up' },
  { value: 'error', label: 'Errors' },
];

export interface LogsPaneProps {
  readonly project: string;
  readonly environment: string;
  /** Those of the stack; others that write show up too. */
  readonly services: readonly string[];
}

/** What was left out, in words; empty when nothing was. */
const droppedWords = (dropped: LogBuffer['dropped']): string =>
  Object.entries(dropped)
    .filter(([, count]) => count > 0)
    .map(([service, count]) => `${count.toLocaleString('en')} of ${service}`)
    .join(', ');

/** The merged logs of an environment: mute and solo, level, search, time, wrap, follow. */
export function LogsPane({ project, environment, services }: LogsPaneProps) {
  const buffer = useLogs(project, environment);
  const solo = useStackView((state) => state.solo);
  const muted = useStackView((state) => state.muted);
  const [least, setLeast] = useState<LeastLevel>('all');
  const [search, setSearch] = useState('');
  const [times, setTimes] = useState(true);
  const [wrap, setWrap] = useState(false);
  /** What the reader who scrolled up looks at: it stands still while lines come. */
  const [held, setHeld] = useState<LogBuffer>();

  const names = useMemo(
    () => [...new Set([...services, ...buffer.lines.map(({ service }) => service)])],
    [services, buffer.lines],
  );
  const known = names.join(' ');
  const colours = useMemo(() => colourServices(known.split(' ')), [known]);
  const match = useMemo(() => parseMatch(search), [search]);
  const { lines } = held ?? buffer;
  const shown = useMemo(
    () =>
      filterLogs(lines, {
        solo: solo.filter((name) => names.includes(name)),
        muted,
        least,
        match: 'regex' in match ? match.regex : undefined,
      }),
    [lines, solo, names, muted, least, match],
  );
  const waiting = held ? buffer.next - held.next : 0;
  const dropped = droppedWords(buffer.dropped);

  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <ul className={styles.services} aria-label="Services">
          {names.map((name) => {
            const quiet = muted.includes(name) || (solo.length > 0 && !solo.includes(name));
            return (
              <li key={name} className={classNames(styles.chip, quiet && styles.quiet)}>
                <button
                  type="button"
                  className={styles.solo}
                  aria-pressed={solo.includes(name)}
                  aria-label={`Show ${name} alone`}
                  title={`Show ${name} alone`}
                  onClick={() => toggleSolo(name)}
                >
                  <span
                    aria-hidden
                    className={styles.dot}
                    style={{ background: `var(--service-${colours.get(name) ?? 0})` }}
                  />
                  {name}
                </button>
                <button
                  type="button"
                  className={styles.mute}
                  aria-pressed={muted.includes(name)}
                  aria-label={`Mute ${name}`}
                  title={`Mute ${name}`}
                  onClick={() => toggleMute(name)}
                >
                  {muted.includes(name) ? <EyeOff aria-hidden size={12} /> : <Eye aria-hidden size={12} />}
                </button>
              </li>
            );
          })}
        </ul>
        <div className={styles.tools}>
          <Select label="Level" value={least} options={levels} onChange={setLeast} />
          <div className={styles.search}>
            <Input
              mono
              aria-label="Search by regular expression"
              placeholder="Regular expression"
              value={search}
              aria-invalid={'problem' in match}
              title={'problem' in match ? match.problem : undefined}
              onValueChange={setSearch}
            />
          </div>
          <IconButton label="Show times" pressed={times} onClick={() => setTimes(!times)}>
            <Clock />
          </IconButton>
          <IconButton label="Wrap lines" pressed={wrap} onClick={() => setWrap(!wrap)}>
            <WrapText />
          </IconButton>
        </div>
      </div>
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <EmptyState
            title={buffer.lines.length === 0 ? 'Nothing has been written so far' : 'No line fits the filter'}
          />
        </div>
      ) : (
        <LogList
          label={`Logs of ${environment}`}
          lines={shown}
          colours={colours}
          times={times}
          wrap={wrap}
          following={held === undefined}
          onFollowing={(following) => setHeld(following ? undefined : buffer)}
        />
      )}
      <footer className={styles.foot}>
        <span>
          {'problem' in match
            ? match.problem
            : [
                shown.length === lines.length
                  ? `${shown.length.toLocaleString('en')} lines`
                  : `${shown.length.toLocaleString('en')} of ${lines.length.toLocaleString('en')} lines`,
                dropped && `left out as they came too fast: ${dropped}`,
              ]
                .filter(Boolean)
                .join('  ·  ')}
        </span>
        {held && (
          <Button icon={<ArrowDown aria-hidden />} onClick={() => setHeld(undefined)}>
            {waiting > 0 ? `Follow logs (${waiting.toLocaleString('en')} new)` : 'Follow logs'}
          </Button>
        )}
      </footer>
    </div>
  );
}
