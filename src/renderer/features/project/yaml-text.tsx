import { Fragment } from 'react';
import styles from './yaml-text.module.css';

/** The place of a comment's # in a line, or its length. A # inside quotes or a word is none. */
export function commentStart(line: string): number {
  const match = /^(?:[^'"#]|"[^"]*"|'[^']*'|(?<=\S)#)*?(?<!\S)#/.exec(line);
  return match ? match[0].length - 1 : line.length;
}

/** YAML as it will be written: line numbers, keys and comments told apart. */
export function YamlText({ text }: { readonly text: string }) {
  const lines = text.trimEnd().split('\n');
  return (
    <pre className={styles.text}>
      {lines.map((line, index) => {
        const at = commentStart(line);
        const key = /^\s*(?:- )?[\w.*-]+:/.exec(line.slice(0, at))?.[0] ?? '';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <Fragment key={index}>
            <span className={styles.number}>{index + 1}</span>
            <span className={styles.line}>
              <span className={styles.key}>{key}</span>
              {line.slice(key.length, at)}
              <span className={styles.comment}>{line.slice(at)}</span>
              {'\n'}
            </span>
          </Fragment>
        );
      })}
    </pre>
  );
}
