import { listPartials } from '@postmap/engine';
import type { Template } from '@postmap/engine';
import type { TemplateResource } from '../contract/index.ts';
import { templateKey } from '../rendering/template-key.ts';
import type { CaseRecord } from './case-record.ts';
import type { TemplateRecord } from './template-record.ts';

/** How each case did when it last ran on a template's draft. Held in memory: a restart knows none. */
export interface CaseVerdicts {
  /** @param draftName what {@link nameDraft} said when the case ran */
  keep(judged: Pick<CaseRecord, 'id' | 'version' | 'sampleId'>, draftName: string, passed: boolean): void;
  /** Counts the template's cases; those that changed since they ran, or whose draft did, count as neither passed nor failed. */
  count(cases: readonly CaseRecord[], draftName: string): TemplateResource['cases'];
  /** A sample is another one now: how cases did on it is not known any more. */
  forgetSample(sampleId: string): void;
}

/** Verdicts held at most; beyond that the oldest are forgotten. */
const MOST = 20_000;

export function createCaseVerdicts(): CaseVerdicts {
  const verdicts = new Map<string, { about: string; sampleId: string | null; passed: boolean }>();
  return {
    keep({ id, version, sampleId }, draftName, passed) {
      verdicts.delete(id);
      verdicts.set(id, { about: describeRun(version, draftName), sampleId, passed });
      const [oldest] = verdicts.keys();
      if (verdicts.size > MOST && oldest !== undefined) verdicts.delete(oldest);
    },
    count(cases, draftName) {
      if (cases.length === 0) return { total: 0, passed: 0, failed: 0 };
      const known = cases.flatMap(({ id, version }) => {
        const verdict = verdicts.get(id);
        return verdict?.about === describeRun(version, draftName) ? [verdict.passed] : [];
      });
      const passed = known.filter(Boolean).length;
      return { total: cases.length, passed, failed: known.length - passed };
    },
    forgetSample(sampleId) {
      for (const [id, verdict] of verdicts) if (verdict.sampleId === sampleId) verdicts.delete(id);
    },
  };
}

function describeRun(version: number, draft: string): string {
  return `${version} ${draft}`;
}

type Draft = Pick<Template, 'language' | 'source' | 'format' | 'formatOptions'>;

/**
 * Names what a draft gives: its own text, and what is published now under each name that it calls. What those call in turn is frozen in
 * what they have published.
 */
export function nameDraft(
  { language, source, format, formatOptions }: Draft,
  templates: readonly Pick<TemplateRecord, 'id' | 'name' | 'published'>[],
): string {
  const called = new Set(language === 'handlebars' ? listPartials(source) : []);
  const published = called.size === 0 ? [] : templates.filter(({ name }) => called.has(name));
  const revisions = published.map((template) => `${template.id} ${template.published?.revision ?? 0}`);
  return templateKey([language, source, format, formatOptions?.csvFormulas ?? 'escape', ...revisions]);
}
