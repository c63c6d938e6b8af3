import { Check, Trash2 } from 'lucide-react';
import { type Ref, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { type MaskingPlace, setRule } from '../../state/masking.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Status } from '../../ui/status.tsx';
import { columnWord, leakWord, type MaskingRow, nextStep } from './masking-rows.ts';
import { RuleField } from './rule-field.tsx';
import styles from './rule-panel.module.css';
import { type KnownPreview, usePreview } from './use-preview.ts';

export interface RulePanelProps {
  readonly place: MaskingPlace;
  readonly row: MaskingRow;
  readonly file: string;
  readonly field: Ref<HTMLInputElement>;
  /** After a rule was saved: on to the next column. */
  readonly onSaved: () => void;
  readonly onAccept: () => void;
  readonly onLeave: () => void;
}

function PreviewTable({ preview }: KnownPreview) {
  if (!preview) return null;
  return (
    <>
      <table className={styles.preview} aria-label="What the rule makes of made-up values">
        <thead>
          <tr>
            <th scope="col">Made-up value</th>
            <th scope="col">Becomes</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map(({ before, after }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat, and are replaced together
            <tr key={index}>
              <td title={before ?? undefined}>{before ?? <em>null</em>}</td>
              <td title={after ?? undefined} className={before === after ? styles.same : undefined}>
                {after ?? <em>null</em>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.leaks}>
        {preview.leaks.length === 0
          ? 'It gives nothing of the original away.'
          : `It still shows ${preview.leaks.map(leakWord).join(', ')}.`}
      </p>
    </>
  );
}

/** One column: its proposal with the evidence, its rule to be edited, and what the rule does. */
export function RulePanel({ place, row, file, field, onSaved, onAccept, onLeave }: RulePanelProps) {
  const client = useClient();
  const { table, column } = row;
  const { name, type, nullable, unique, proposal, state, problem } = column;
  const [text, setText] = useState(column.text);
  const [refused, setRefused] = useState<string>();
  const [saving, setSaving] = useState(false);
  // Without a rule of its own yet, what the proposal would do is shown.
  const shown = state === 'gone' ? '' : text.trim() === '' ? (proposal?.text ?? '') : text;
  const { preview, error } = usePreview(place, table, name, shown);
  const edited = text.trim() !== '' && (text.trim() !== column.text || state === 'drifted');
  const wrong = refused ?? (text.trim() === '' ? undefined : error && [error.message, error.hint].join(' '));

  const save = async (rule: string): Promise<void> => {
    if (rule.trim() === '' && state !== 'gone') return;
    setSaving(true);
    const failure = await setRule(client, place, table, name, rule.trim());
    setSaving(false);
    setRefused(failure && [failure.message, failure.hint].filter(Boolean).join(' '));
    if (!failure) onSaved();
  };

  return (
    <section className={styles.panel} aria-label={`Rule of ${table}.${name}`}>
      <header className={styles.header}>
        <h2 className={styles.title}>{name}</h2>
        <Status {...columnWord(column)} look="badge" />
        <p className={styles.facts}>
          {[table, type, nullable ? 'may be null' : 'never null', unique && 'unique']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {state !== 'ruled' && (
        <p className={styles.problem}>
          {problem !== '' && `${problem.charAt(0).toUpperCase()}${problem.slice(1)}. `}
          {nextStep(column, file)}
        </p>
      )}
      {state === 'gone' && (
        <p>
          <Button icon={<Trash2 aria-hidden />} disabled={saving} onClick={() => void save('')}>
            Remove its rule
          </Button>
        </p>
      )}
      {state !== 'gone' && (
        <>
          {proposal && proposal.text !== column.text && (
            <div className={styles.proposal}>
              <p className={styles.proposed}>
                <Badge tone="isolated">{proposal.class}</Badge>
                <code className={styles.rule}>{proposal.text}</code>
                <span className={styles.sure}>{Math.round(proposal.confidence * 100)} % sure</span>
              </p>
              <ul className={styles.evidence} aria-label="Evidence">
                {proposal.evidence.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
              <Button icon={<Check aria-hidden />} onClick={onAccept}>
                Accept proposal <Kbd keys="A" />
              </Button>
            </div>
          )}
          <div className={styles.editor}>
            <RuleField
              ref={field}
              label={`Rule of ${name}`}
              value={text}
              problem={wrong}
              onChange={(next) => {
                setText(next);
                setRefused(undefined);
              }}
              onSave={() => void save(text)}
              onLeave={onLeave}
            />
            <p className={styles.buttons}>
              <Button
                variant={edited ? 'primary' : 'secondary'}
                disabled={!edited || wrong !== undefined || saving}
                onClick={() => void save(text)}
              >
                Save rule
              </Button>
              {column.rule?.mask !== 'keep' && (
                <Button variant="ghost" disabled={saving} onClick={() => void save('keep')}>
                  Keep as it is
                </Button>
              )}
            </p>
          </div>
          <PreviewTable preview={preview} />
        </>
      )}
    </section>
  );
}
