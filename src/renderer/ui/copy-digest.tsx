import styles from './copy-digest.module.css';
import { Tooltip } from './tooltip.tsx';
import { useCopy } from './use-copy.ts';

/** An id or digest by its first seven characters (after "sha256:"); a click copies the whole. */
export function CopyDigest({ value }: { readonly value: string }) {
  const { copied, copy } = useCopy();
  const short = value.slice(value.indexOf(':') + 1).slice(0, 7);
  return (
    <Tooltip text={copied ? 'Copied' : `Copy ${value}`}>
      <button
        type="button"
        className={styles.digest}
        aria-label={`Copy ${short}`}
        onClick={() => copy(value)}
      >
        {short}
      </button>
    </Tooltip>
  );
}
