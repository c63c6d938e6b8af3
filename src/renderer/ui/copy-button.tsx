import { Check, Copy } from 'lucide-react';
import { IconButton } from './icon-button.tsx';
import { useCopy } from './use-copy.ts';

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "command", "error". */
  readonly what: string;
}

/** Copies a text; says so by its icon and its label. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  return (
    <IconButton label={copied ? 'Copied' : `Copy ${what}`} onClick={() => copy(text)}>
      {copied ? <Check /> : <Copy />}
    </IconButton>
  );
}
