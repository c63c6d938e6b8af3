import { type Command, Option } from 'commander';
import type { BacklotClient } from '../../../../shared/contract/contract.ts';
import { type PullPlacement, pullPlacements, type Snapshot } from '../../../../shared/model/snapshot.ts';
import { confirm } from '../confirm.ts';
import { explainPullError } from '../explain-pull-error.ts';
import { findSnapshot } from '../find-snapshot.ts';
import { receiptText } from '../receipt-text.ts';
import { runOperation } from '../run-operation.ts';
import { answer, type Session, withCore } from '../session.ts';
import { readProject } from '../show-project.ts';
import { snapshotLine, snapshotRemovalText, snapshotsText } from '../snapshots-text.ts';
import { harmless } from '../terminal-text.ts';
import { type DataFlags, withDetach, withYes } from './data-options.ts';
import { percentage } from './parse-number.ts';
import { givenUrl, withUrl } from './source-option.ts';

const which = 'its id, the start of it, or a dataset: its newest';

/** Finds the snapshot that was meant, so that it is named whole from then on. */
async function find(
  session: Session,
  client: BacklotClient,
  wanted: string,
  signal: AbortSignal,
): Promise<{ readonly project: string; readonly found: Snapshot }> {
  const { path: project } = await readProject(session, client, signal);
  const all = await client.snapshots.list({ project }, { signal });
  return { project, found: findSnapshot(wanted, all) };
}

export function addSnapshot(program: Command, session: Session): void {
  const snapshot = program
    .command('snapshot')
    .description('snapshots: masked captures of an environment, on this machine');
  addPull(snapshot, session);
  addList(snapshot, session);
  addVerify(snapshot, session);
  addInspect(snapshot, session);
  addRemove(snapshot, session);
}

interface PullFlags extends DataFlags {
  readonly url?: string;
  readonly percent?: number;
  readonly placement?: PullPlacement;
}

function addPull(snapshot: Command, session: Session): void {
  const { out } = session;
  withDetach(withUrl(snapshot.command('pull')))
    .description('pull a masked snapshot for a dataset of backlot.yaml; a column without a rule stops it')
    .argument('<dataset>', 'its name')
    .option('--percent <n>', 'about this share of the rows instead of the subset of the dataset', percentage)
    .addOption(
      new Option(
        '--placement <where>',
        'mask beside the source, here, or (auto) here only what is here',
      ).choices([...pullPlacements]),
    )
    .action(async (dataset: string, { url, percent, placement, detach = false }: PullFlags) => {
      let project = '';
      const code = await runOperation(
        session,
        {
          detach,
          explain: (_, error, signal) => explainPullError(error, project, dataset, signal),
          async after(client, signal) {
            if (out.json || out.quiet) return;
            const [newest] = await client.snapshots.list({ project, dataset }, { signal });
            if (newest) out.line(`${snapshotLine(newest)}\nReceipt: backlot snapshot inspect ${newest.id}`);
          },
        },
        async (client, signal) => {
          ({ path: project } = await readProject(session, client, signal));
          const request = {
            project,
            dataset,
            ...givenUrl(session, url),
            ...(percent === undefined ? {} : { percent }),
            ...(placement === undefined ? {} : { placement }),
          };
          return client.snapshots.pull(request, { signal });
        },
      );
      session.finish(code);
    });
}

function addList(snapshot: Command, session: Session): void {
  snapshot
    .command('list')
    .description('list them, the newest first')
    .argument('[dataset]', 'those of this dataset alone')
    .action(async (dataset: string | undefined) => {
      const found = await withCore(session, async ({ client }, signal) => {
        const { path: project } = await readProject(session, client, signal);
        const request = { project, ...(dataset === undefined ? {} : { dataset }) };
        return client.snapshots.list(request, { signal });
      });
      answer(session, found, () => snapshotsText(found, session.world.now()));
    });
}

function addVerify(snapshot: Command, session: Session): void {
  withDetach(snapshot.command('verify'))
    .description('read every byte of a snapshot again; names the file that is damaged')
    .argument('<snapshot>', which)
    .action(async (wanted: string, { detach = false }: DataFlags) => {
      session.finish(
        await runOperation(session, { detach }, async (client, signal) => {
          const { project, found } = await find(session, client, wanted, signal);
          return client.snapshots.verify({ project, id: found.id }, { signal });
        }),
      );
    });
}

function addInspect(snapshot: Command, session: Session): void {
  snapshot
    .command('inspect')
    .description('show the receipt of a snapshot: what was done to each column, and what was found')
    .argument('<snapshot>', which)
    .option('--markdown', 'the receipt as Markdown')
    .action(async (wanted: string, { markdown = false }: { readonly markdown?: boolean }) => {
      await withCore(session, async ({ client }, signal) => {
        const { project, found } = await find(session, client, wanted, signal);
        const request = { project, id: found.id };
        if (markdown) {
          const document = await client.snapshots.receipt(request, { signal });
          answer(session, document, () => harmless(document.markdown.trimEnd()));
        } else {
          const receipt = await client.snapshots.inspect(request, { signal });
          answer(session, receipt, () => receiptText(receipt, session.out.paint));
        }
      });
    });
}

function addRemove(snapshot: Command, session: Session): void {
  withYes(snapshot.command('remove'))
    .description('remove a snapshot; datasets that were baked from it stay')
    .argument('<snapshot>', which)
    .action(async (wanted: string, { yes = false }: DataFlags) => {
      const removed = await withCore(session, async ({ client }, signal) => {
        const { project, found } = await find(session, client, wanted, signal);
        if (!yes) {
          const about = snapshotRemovalText(found, session.world.now());
          await confirm(session, { about, short: `The snapshot ${found.id} is removed for good` }, signal);
        }
        await client.snapshots.remove({ project, id: found.id }, { signal });
        return found.id;
      });
      answer(session, { removed }, () => `Removed ${removed}.`);
    });
}
