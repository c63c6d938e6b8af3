import { ExternalLink } from 'lucide-react';
import type { StackAddress } from '../../../shared/model/stack.ts';
import { useAppInfo } from '../../state/app-info.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import styles from './address-link.module.css';

function CopyAddress({ address, words }: { readonly address: string; readonly words: string }) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip text={copied ? 'Copied' : `Copy ${address}`}>
      <button
        type="button"
        className={styles.copy}
        aria-label={`Copy ${address}`}
        onClick={() => copy(address)}
      >
        {words}
      </button>
    </Tooltip>
  );
}

/** A published port: a link where it is a web page and this window may open it, else copied by a click. */
export function AddressLink({ address }: { readonly address: StackAddress }) {
  const { host, port, target, protocol, url } = address;
  // The desktop window opens only addresses of a fixed list in the system's browser.
  const desktop = useAppInfo((state) => state.info?.host) === 'electron';
  const words = `:${port}`;
  if (url === undefined) return <CopyAddress address={`${host}:${port}`} words={words} />;
  if (desktop) return <CopyAddress address={url} words={words} />;
  return (
    <Tooltip text={`${url} → ${target}/${protocol}`}>
      <a
        className={styles.link}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={`Open ${url}`}
      >
        {words}
        <ExternalLink aria-hidden size={11} />
      </a>
    </Tooltip>
  );
}
