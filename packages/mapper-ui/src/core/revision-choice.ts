import type { Revision, TemplateResource } from '@postmap/server/contract';

/** The draft, or a revision by its number. */
export type VersionName = 'draft' | number;

/** One state of a template's text: the draft, or a revision. */
export interface TemplateVersion {
  name: VersionName;
  /** `Draft`, `r3`. */
  title: string;
  language: TemplateResource['language'];
  format: TemplateResource['format'];
  source: string;
  csvFormulas: 'escape' | 'keep';
  revision: Revision | undefined;
}

type TemplateText = Pick<TemplateResource, 'language' | 'format' | 'source' | 'formatOptions'>;

/** The draft, then the revisions, newest first. */
export function listVersions(template: TemplateText, revisions: readonly Revision[]): TemplateVersion[] {
  return [
    toVersion('draft', template, undefined),
    ...revisions.map((revision) => toVersion(revision.revision, revision, revision)),
  ];
}

function toVersion(
  name: VersionName,
  { language, format, source, formatOptions }: TemplateText,
  revision: Revision | undefined,
): TemplateVersion {
  const title = name === 'draft' ? 'Draft' : `r${name}`;
  return { name, title, language, format, source, csvFormulas: formatOptions.csvFormulas ?? 'escape', revision };
}

export function isSameVersion(one: TemplateVersion, other: TemplateVersion): boolean {
  return (
    one.source === other.source &&
    one.language === other.language &&
    one.format === other.format &&
    one.csvFormulas === other.csvFormulas
  );
}

/**
 * What to show and what to compare it with: as asked for where that exists; else the draft where it differs from what is published, else the
 * newest revision, compared with the one before it, the draft with what is published. Undefined where there is nothing to compare with.
 */
export function chooseVersions(
  versions: readonly TemplateVersion[],
  published: number | undefined,
  asked: { show: string | undefined; with: string | undefined },
): { shown: TemplateVersion; base: TemplateVersion | undefined } | undefined {
  const find = (text: string | undefined) => versions.find(({ name }) => String(name) === text);
  const [draft, newest] = versions;
  if (draft === undefined) return undefined;
  const live = find(String(published));
  const usual = live === undefined || !isSameVersion(draft, live) ? draft : (newest ?? draft);
  const shown = find(asked.show) ?? usual;
  const base = find(asked.with) ?? (shown === draft ? (live ?? newest) : versions[versions.indexOf(shown) + 1]);
  return { shown, base: base === shown ? undefined : base };
}
