import { Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { MailSummary, ParsedMail } from '../../../shared/model/isolation.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type TabItem, Tabs } from '../../ui/tabs.tsx';
import { HtmlFrame } from './html-frame.tsx';
import { distinctLinks, linksInText, type MailLink } from './mail-links.ts';
import { AttachmentsPane, LinksPane, SourcePane, TextPane } from './mail-panes.tsx';
import { subjectOf } from './mail-rows.ts';
import styles from './mail-view.module.css';
import { ReleaseDialog } from './release-dialog.tsx';
import { safeHtml } from './safe-html.ts';

export interface MailViewProps {
  readonly place: StackPlace;
  readonly summary: MailSummary;
}

type MailTab = 'html' | 'text' | 'links' | 'attachments' | 'source';

/** A mail, read when it is looked at. */
function useMail({ project, environment }: StackPlace, id: string) {
  const client = useClient();
  const [mail, setMail] = useState<ParsedMail>();
  const [error, setError] = useState<BacklotError>();
  useEffect(() => {
    const controller = new AbortController();
    client.mail
      .show({ project, environment, id }, { signal: controller.signal })
      .then(setMail, (failure: unknown) => {
        if (!isCancelled(failure)) setError(toBacklotError(failure));
      });
    return () => controller.abort();
  }, [client, project, environment, id]);
  return { mail, error };
}

const linksOf = ({ html, text }: ParsedMail): readonly MailLink[] =>
  distinctLinks([...(html === undefined ? [] : safeHtml(html).links), ...linksInText(text ?? '')]);

function tabsOf(mail: ParsedMail, place: StackPlace): readonly TabItem<MailTab>[] {
  const { html, text, attachments, summary } = mail;
  const links = linksOf(mail);
  const htmlTab: TabItem<MailTab> = {
    value: 'html',
    label: 'HTML',
    panel: html !== undefined && <HtmlFrame html={html} title={`Mail: ${subjectOf(summary)}`} />,
  };
  return [
    ...(html === undefined ? [] : [htmlTab]),
    { value: 'text', label: 'Text', panel: <TextPane text={text} /> },
    { value: 'links', label: 'Links', count: links.length, panel: <LinksPane links={links} /> },
    {
      value: 'attachments',
      label: 'Attachments',
      count: attachments.length,
      panel: <AttachmentsPane attachments={attachments} place={place} id={summary.id} />,
    },
    { value: 'source', label: 'Source', panel: <SourcePane mail={mail} /> },
  ];
}

/** One mail: as HTML, text and source, with its links and attachments. */
export function MailView({ place, summary }: MailViewProps) {
  const { mail, error } = useMail(place, summary.id);
  const [tab, setTab] = useState<MailTab>();
  const [releasing, setReleasing] = useState(false);
  const tabs = mail && tabsOf(mail, place);
  const first = tabs?.[0]?.value ?? 'text';
  const facts = [
    ['From', summary.from === '' ? '(nobody)' : summary.from],
    ['To', summary.to.join(', ')],
    ['Sent by', summary.service],
    ['Captured', <RelativeTime key="at" at={summary.at} ago />],
    ['Size', <Bytes key="size" value={summary.size} />],
  ] as const;
  return (
    <section className={styles.view} aria-label={`Mail: ${subjectOf(summary)}`}>
      <header className={styles.header}>
        <div className={styles.title}>
          <h2 className={styles.subject}>{subjectOf(summary)}</h2>
          <Button icon={<Send aria-hidden />} onClick={() => setReleasing(true)}>
            Release…
          </Button>
        </div>
        <Facts facts={facts} />
      </header>
      {releasing && <ReleaseDialog place={place} mail={summary} onClose={() => setReleasing(false)} />}
      {error && (
        <div className={styles.error}>
          <ErrorState error={error} />
        </div>
      )}
      {!mail && !error && (
        <div role="status" aria-label="Reading the mail" className={styles.loading}>
          <Skeleton width="52%" />
          <Skeleton width="64%" />
          <Skeleton width="48%" />
        </div>
      )}
      {mail?.cut && (
        <p className={styles.cut}>
          Only its beginning is read here; the whole mail has {formatBytes(summary.size)}.
        </p>
      )}
      {tabs && (
        <div className={styles.tabs}>
          <Tabs<MailTab> label="Mail" value={tab ?? first} onChange={setTab} tabs={tabs} />
        </div>
      )}
    </section>
  );
}
