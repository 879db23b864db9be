import type { Template } from '@postmap/engine';
import type { TemplateResource } from '../contract/index.ts';
import { templateKey } from '../rendering/template-key.ts';
import type { CaseRecord } from './case-record.ts';

/** How each case did when it last ran on a template's draft. Held in memory: a restart knows none. */
export interface CaseVerdicts {
  keep(judged: Pick<CaseRecord, 'id' | 'version'>, draft: Template, passed: boolean): void;
  /** Counts the template's cases; those that changed since they ran, or whose draft did, count as neither passed nor failed. */
  count(cases: readonly CaseRecord[], draft: Template): TemplateResource['cases'];
}

/** Verdicts held at most; beyond that the oldest are forgotten. */
const MOST = 20_000;

export function createCaseVerdicts(): CaseVerdicts {
  const verdicts = new Map<string, { about: string; passed: boolean }>();
  return {
    keep({ id, version }, draft, passed) {
      verdicts.delete(id);
      verdicts.set(id, { about: describeRun(version, nameDraft(draft)), passed });
      const [oldest] = verdicts.keys();
      if (verdicts.size > MOST && oldest !== undefined) verdicts.delete(oldest);
    },
    count(cases, draft) {
      if (cases.length === 0) return { total: 0, passed: 0, failed: 0 };
      const name = nameDraft(draft);
      const known = cases.flatMap(({ id, version }) => {
        const verdict = verdicts.get(id);
        return verdict?.about === describeRun(version, name) ? [verdict.passed] : [];
      });
      const passed = known.filter(Boolean).length;
      return { total: cases.length, passed, failed: known.length - passed };
    },
  };
}

function describeRun(version: number, draft: string): string {
  return `${version} ${draft}`;
}

function nameDraft({ language, source, format, formatOptions }: Template): string {
  return templateKey([language, source, format, formatOptions?.csvFormulas ?? 'escape']);
}
