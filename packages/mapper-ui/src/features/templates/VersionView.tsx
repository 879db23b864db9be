import type { TemplateResource } from '@postmap/server/contract';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TimeText } from '../../components/TimeText.tsx';
import { isSameVersion } from '../../core/revision-choice.ts';
import type { TemplateVersion } from '../../core/revision-choice.ts';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { useMediaQuery } from '../../state/useMediaQuery.ts';
import { useRole } from '../../state/useRole.ts';
import { RestoreDialog } from './RestoreDialog.tsx';

/** Monaco comes with it. */
const DiffEditor = lazy(async () => ({ default: (await import('../../monaco/DiffEditor.tsx')).DiffEditor }));

const CodeEditor = lazy(async () => ({ default: (await import('../../monaco/CodeEditor.tsx')).CodeEditor }));

const NOTHING = 'nothing';

interface VersionViewProps {
  template: TemplateResource;
  versions: readonly TemplateVersion[];
  shown: TemplateVersion;
  base: TemplateVersion | undefined;
  onCompare: (base: string) => void;
}

/** A version's text, and what it changes against another. */
export function VersionView({ template, versions, shown, base, onCompare }: VersionViewProps) {
  const { mayEdit } = useRole();
  const isNarrow = useMediaQuery('(max-width: 1023px)');
  const [restoring, setRestoring] = useState(false);
  const [draft] = versions;
  const { revision } = shown;
  const others = versions.filter((version) => version !== shown);
  return (
    <section aria-label={shown.title} className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-soft px-4 py-1.5">
        <span className="font-semibold">{shown.title}</span>
        <div className="flex items-center gap-2">
          <span className="text-mut">compared with</span>
          <Select
            label="Compare with"
            value={base === undefined ? NOTHING : String(base.name)}
            onChange={onCompare}
            options={[
              ...(base === undefined ? [{ value: NOTHING, label: 'nothing' }] : []),
              ...others.map(({ name, title, revision: other }) => ({
                value: String(name),
                label: title,
                hint: describeHint(other?.revision, template),
              })),
            ]}
          />
        </div>
        <p className="min-w-0 flex-1 text-mut max-[760px]:basis-full">
          {base === undefined ? describeKind(shown) : describeChange(base, shown)}
          {revision !== undefined && (
            <>
              {' · '}
              <TimeText at={revision.publishedAt} className="font-sans! text-[13px]!" /> by {revision.publishedBy}
            </>
          )}
        </p>
        {revision !== undefined && draft !== undefined && mayEdit && (
          <Button disabled={isSameVersion(draft, shown)} onClick={() => setRestoring(true)}>
            {isSameVersion(draft, shown) ? 'Same as the draft' : 'Restore…'}
          </Button>
        )}
      </div>
      {revision !== undefined && revision.note !== '' && (
        <p className="border-b border-line-soft px-4 py-1.5">{revision.note}</p>
      )}
      <Suspense fallback={<Skeleton className="m-4 w-1/3" />}>
        {base === undefined ? (
          <CodeEditor
            label={`Source of ${shown.title}`}
            language={shown.language}
            value={shown.source}
            readOnly
            className="flex-1"
          />
        ) : (
          <>
            <DiffSides base={base} shown={shown} isNarrow={isNarrow} />
            <DiffEditor
              original={{ label: `Source of ${base.title}`, language: base.language, text: base.source }}
              modified={{ label: `Source of ${shown.title}`, language: shown.language, text: shown.source }}
              inline={isNarrow}
              className="flex-1"
            />
          </>
        )}
      </Suspense>
      {restoring && revision !== undefined && (
        <RestoreDialog template={template} revision={revision} onClose={() => setRestoring(false)} />
      )}
    </section>
  );
}

/** Which text stands on which side. */
function DiffSides({ base, shown, isNarrow }: { base: TemplateVersion; shown: TemplateVersion; isNarrow: boolean }) {
  if (isNarrow) {
    return (
      <p className="border-b border-line-soft px-4 py-1 text-sm text-mut">
        <span className="mono text-bad">−</span> {base.title} · <span className="mono text-ok">+</span> {shown.title}
      </p>
    );
  }
  return (
    <div className="grid grid-cols-2 border-b border-line-soft text-sm text-mut">
      <span className="px-4 py-1">{base.title}</span>
      <span className="border-l border-line-soft px-4 py-1">{shown.title}</span>
    </div>
  );
}

function describeHint(number: number | undefined, { published }: TemplateResource): string | undefined {
  return number !== undefined && number === published?.revision ? 'published' : undefined;
}

function describeKind({ language, format }: TemplateVersion): string {
  return `${LANGUAGE_NAMES[language]} → ${FORMAT_NAMES[format]}`;
}

/** What a text comparison does not show. */
function describeChange(base: TemplateVersion, shown: TemplateVersion): string {
  if (isSameVersion(base, shown)) return 'No difference';
  const kinds = [describeKind(base), describeKind(shown)];
  const kind = kinds[0] === kinds[1] ? kinds[0] : `${kinds[0]} became ${kinds[1]}`;
  if (base.csvFormulas === shown.csvFormulas) return kind ?? '';
  return `${kind}, formula cells are ${shown.csvFormulas === 'keep' ? 'kept' : 'made harmless'} now`;
}
