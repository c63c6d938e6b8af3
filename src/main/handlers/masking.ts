import type { z } from 'zod';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { masking as contract } from '../../shared/contract/masking.ts';
import type { MaskingReport } from '../../shared/model/masking.ts';
import type { MaskingParts } from '../core/data/rules/masking.ts';

type WireReport = z.input<typeof contract.check.output>;

const toWire = (report: MaskingReport): WireReport => ({
  ...report,
  schema: report.schema?.map((object) => ({ ...object })),
  tables: report.tables.map((table) => ({
    ...table,
    columns: table.columns.map(({ rule, proposal, ...column }) => ({
      ...column,
      rule: rule && { ...rule, options: { ...rule.options } },
      proposal: proposal && {
        ...proposal,
        rule: { ...proposal.rule, options: { ...proposal.rule.options } },
        evidence: [...proposal.evidence],
      },
    })),
  })),
});

/** The masking domain: scan, write, check, setRule, preview. */
export const maskingHandlers = (parts: MaskingParts): DomainHandlers<typeof contract> => {
  // Dictionaries and transformers are loaded when they are first needed, not at every start.
  const load = () => import('../core/data/rules/masking.ts');
  return {
    scan: async (place, { signal }) => toWire(await (await load()).scanMasking(parts, place, signal)),
    write: async (place, { signal }) => toWire(await (await load()).writeMasking(parts, place, signal)),
    check: async (place, { signal }) => toWire(await (await load()).checkMasking(parts, place, signal)),
    setRule: async (change, { signal }) => toWire(await (await load()).setRule(parts, change, signal)),
    async preview(change, { signal }) {
      const { rows, leaks } = await (await load()).previewMasking(parts, change, signal);
      return { rows: [...rows], leaks: [...leaks] };
    },
  };
};
