import { Inbox, MailOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MailSummary } from '../../../shared/model/isolation.ts';
import type { KnownInbox } from '../../state/inbox.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Input } from '../../ui/input.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './mail-pane.module.css';
import { findMails, recipients, subjectOf } from './mail-rows.ts';
import { MailView } from './mail-view.tsx';
import { noteRead, useReadIds } from './read-mails.ts';

interface Row {
  readonly mail: MailSummary;
  readonly unread: boolean;
}

const columns: readonly TableColumn<Row>[] = [
  {
    id: 'mail',
    title: 'Newest first',
    width: 'minmax(0, 1fr)',
    cell: ({ mail, unread }) => (
      <span className={classNames(styles.mail, unread && styles.unread)}>
        <span className={styles.dot}>{unread && <span className="visually-hidden">Unread: </span>}</span>
        <span className={styles.to} title={mail.to.join(', ')}>
          {recipients(mail)}
        </span>
        <span className={styles.time}>
          <RelativeTime at={mail.at} />
        </span>
        <span className={styles.subject} title={subjectOf(mail)}>
          {subjectOf(mail)}
        </span>
        <span className={styles.service}>{mail.service}</span>
      </span>
    ),
  },
];

export interface MailPaneProps {
  readonly place: StackPlace;
  readonly known: KnownInbox;
}

/** The mail that an environment has sent: its guard kept it, nobody got it. */
export function MailPane({ place, known }: MailPaneProps) {
  const { status: box, error } = known;
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string>();
  const read = useReadIds(place);
  const mails = box?.mails;
  const rows = useMemo(() => {
    const opened = new Set(read);
    return findMails(mails ?? [], search).map((mail): Row => ({ mail, unread: !opened.has(mail.id) }));
  }, [mails, search, read]);
  const open = (id: string): void => {
    setSelected(id);
    noteRead(place, mails ?? [], [id]);
  };
  const unread = mails ? mails.length - read.filter((id) => mails.some((one) => one.id === id)).length : 0;
  const chosen = mails?.find(({ id }) => id === selected);
  if (!box)
    return error ? (
      <div className={styles.error}>
        <ErrorState error={error} />
      </div>
    ) : (
      <div role="status" aria-label="Reading the inbox" className={styles.loading}>
        <Skeleton width="32%" />
        <Skeleton width="28%" />
        <Skeleton width="34%" />
      </div>
    );
  if (box.mails.length === 0)
    return (
      <div className={styles.empty}>
        <EmptyState icon={<Inbox />} title="No mail has been sent yet">
          <p>
            Let {place.environment} send one, to whatever host and address: on port 25, 465, 587 or 1025 its
            guard takes it, and it is here a moment later. Nothing has to be configured.
          </p>
          {box.refused > 0 && <p>{box.refused} were refused, as there was no room for them.</p>}
        </EmptyState>
      </div>
    );
  return (
    <div className={styles.columns}>
      <section className={styles.list} aria-label="Inbox">
        <div className={styles.search}>
          <Input
            aria-label="Search mail"
            placeholder="Search mail"
            value={search}
            onValueChange={setSearch}
          />
          <IconButton
            label="Mark all as read"
            disabled={unread === 0}
            onClick={() =>
              noteRead(
                place,
                box.mails,
                box.mails.map(({ id }) => id),
              )
            }
          >
            <MailOpen />
          </IconButton>
        </div>
        <div className={styles.grid}>
          {rows.length === 0 ? (
            <EmptyState
              title="No mail fits the search"
              actions={<Button onClick={() => setSearch('')}>Show all mail</Button>}
            />
          ) : (
            <Table
              label="Mail"
              columns={columns}
              rows={rows}
              keyOf={({ mail }) => mail.id}
              selected={selected}
              onSelect={({ mail }) => open(mail.id)}
              rowHeight={52}
            />
          )}
        </div>
        <p className={styles.foot} role="status">
          {rows.length === box.mails.length
            ? `${rows.length.toLocaleString('en')} ${rows.length === 1 ? 'mail' : 'mails'}`
            : `${rows.length.toLocaleString('en')} of ${box.mails.length.toLocaleString('en')} mails`}
          , {unread.toLocaleString('en')} unread
          {box.refused > 0 && `; ${box.refused} refused, as the inbox was full`}
        </p>
      </section>
      {chosen ? (
        <MailView key={chosen.id} place={place} summary={chosen} />
      ) : (
        <div className={styles.none}>
          <p>Choose a mail to read it. Nobody gets it, unless you release it.</p>
        </div>
      )}
    </div>
  );
}
