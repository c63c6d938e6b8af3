import { ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { blockedWords } from './blocked-words.ts';
import { dressFrame } from './dress-frame.ts';
import styles from './html-frame.module.css';
import { safeHtml } from './safe-html.ts';

/** Beside the page's own policy, which the frame inherits: pictures that are in the mail itself, nothing else. */
const policy = "default-src 'none'; img-src data:; form-action 'none'; base-uri 'none'";

const wholeText = (html: string): string =>
  `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="only light"></head><body>${html}</body></html>`;

export interface HtmlFrameProps {
  /** As the mail has it. */
  readonly html: string;
  readonly title: string;
}

/**
 * A mail's HTML as mail programs show it, on paper of its own. It runs nothing: the frame's sandbox allows no
 * scripts. It loads nothing: what would be loaded is taken out, and the policy holds what was missed.
 */
export function HtmlFrame({ html, title }: HtmlFrameProps) {
  const safe = useMemo(() => safeHtml(html), [html]);
  const [styled, setStyled] = useState(0);
  return (
    <div className={styles.pane}>
      <p className={styles.note} role="status">
        <ShieldCheck aria-hidden size={14} />
        {blockedWords({ ...safe.blocked, others: safe.blocked.others + styled })}
      </p>
      <iframe
        title={title}
        className={styles.frame}
        // The page reaches in to set styles; nothing in it can run, post, open or lead away.
        sandbox="allow-same-origin"
        referrerPolicy="no-referrer"
        srcDoc={wholeText(safe.html)}
        onLoad={(event) => setStyled(dressFrame(event.currentTarget, safe))}
      />
    </div>
  );
}
