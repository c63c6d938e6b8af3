import { Download, ExternalLink, Link2, Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { ParsedMail } from '../../../shared/model/isolation.ts';
import { useAppInfo } from '../../state/app-info.ts';
import { callCore } from '../../state/call-core.ts';
import { useLink } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { showToast } from '../../ui/toast-manager.ts';
import { isLocalLink, type MailLink } from './mail-links.ts';
import styles from './mail-panes.module.css';
import { type AttachmentOf, saveAttachment } from './save-attachment.ts';

/** A mail's text as it stands. */
export function TextPane({ text }: Pick<ParsedMail, 'text'>) {
  if (text === undefined || text.trim() === '')
    return <EmptyState title={text === undefined ? 'It has no text beside its HTML' : 'Its text is empty'} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <pre className={styles.text} tabIndex={0}>
      {text}
    </pre>
  );
}

/** A mail as it was sent. */
export function SourcePane({ mail }: { readonly mail: ParsedMail }) {
  const source = mail.source.replaceAll('\r\n', '\n');
  return (
    <div className={styles.source}>
      <span className={styles.copy}>
        <CopyButton text={mail.source} what="source" />
      </span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <pre className={styles.code} tabIndex={0}>
        {source}
      </pre>
    </div>
  );
}

function LinkLine({ link }: { readonly link: MailLink }) {
  // The desktop window opens only addresses of a fixed list in the system's browser.
  const desktop = useAppInfo((state) => state.info?.host) === 'electron';
  const { text, url, host } = link;
  return (
    <li className={styles.line}>
      <span className={styles.what}>
        <strong className={styles.host}>{host}</strong>
        <span className={styles.words}>{text}</span>
        <code className={styles.url}>{url}</code>
      </span>
      {isLocalLink(link) && !desktop && (
        <a className={styles.open} href={url} target="_blank" rel="noopener noreferrer">
          <ExternalLink aria-hidden size={12} /> Open
          <span className="visually-hidden"> {url}</span>
        </a>
      )}
      <CopyButton text={url} what="address" />
    </li>
  );
}

/** Where a mail leads: nothing of it is followed by itself. */
export function LinksPane({ links }: { readonly links: readonly MailLink[] }) {
  if (links.length === 0) return <EmptyState icon={<Link2 />} title="It leads nowhere" />;
  return (
    <ul className={styles.list} aria-label="Links">
      {links.map((link) => (
        <LinkLine key={link.url} link={link} />
      ))}
    </ul>
  );
}

function SaveAttachment({ of, name }: { readonly of: AttachmentOf; readonly name: string }) {
  const { client, desktop } = useLink();
  const [saving, setSaving] = useState(false);
  const onSave = async (): Promise<void> => {
    setSaving(true);
    const path = await callCore(() => saveAttachment(client, desktop, of));
    setSaving(false);
    if (path !== undefined) showToast({ tone: 'healthy', title: `Saved as ${path}` });
  };
  return (
    <Button icon={<Download aria-hidden />} disabled={saving} onClick={() => void onSave()}>
      {saving ? 'Reading' : 'Save'}
      <span className="visually-hidden"> {name}</span>
    </Button>
  );
}

export interface AttachmentsPaneProps extends Pick<ParsedMail, 'attachments'> {
  readonly place: StackPlace;
  /** The mail's. */
  readonly id: string;
}

/** What is attached to a mail. */
export function AttachmentsPane({ attachments, place, id }: AttachmentsPaneProps) {
  if (attachments.length === 0) return <EmptyState icon={<Paperclip />} title="Nothing is attached" />;
  return (
    <ul className={styles.list} aria-label="Attachments">
      {attachments.map(({ name, type, size }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name, and none comes or goes
        <li key={index} className={styles.line}>
          <Paperclip aria-hidden size={14} />
          <span className={styles.what}>
            <strong className={styles.host}>{name}</strong>
            <span className={styles.words}>{type}</span>
          </span>
          <Bytes value={size} />
          <SaveAttachment of={{ place, id, number: index + 1 }} name={name} />
        </li>
      ))}
    </ul>
  );
}
