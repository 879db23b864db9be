import type { Revision } from '@postmap/server/contract';
import { useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { announce } from '../../components/Toast.tsx';
import { sameContent } from '../../core/mapper/template-draft.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { FORMAT_NAMES, LANGUAGE_NAMES } from '../../core/template-names.ts';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import { DiffEditor } from '../../monaco/DiffEditor.tsx';
import type { DiffSide } from '../../monaco/DiffEditor.tsx';
import { useMediaQuery } from '../../state/useMediaQuery.ts';
import type { DraftState } from './useTemplateDraft.ts';

interface RevisionViewProps {
  revision: Revision;
  /** The one before it, if it is kept. */
  before: Revision | undefined;
  draft: DraftState;
}

type Look = 'draft' | 'before' | 'text';

/** A revision beside the draft or the revision before it, or its text alone; and the way back to it. */
export function RevisionView({ revision, before, draft }: RevisionViewProps) {
  const { language, format, formatOptions, source } = revision;
  const [look, setLook] = useState<Look>('draft');
  const isNarrow = useMediaQuery('(max-width: 1099px)');
  const name = `r${revision.revision}`;
  const isSame = sameContent({ ...draft.content, language, format, formatOptions, source }, draft.content);
  const restore = (): void => {
    draft.change({ language, format, formatOptions, source });
    announce(`${name} is the draft now`, 'Nothing is saved or published yet; Undo brings your text back.');
  };
  const options: { value: Look; label: string }[] = [
    { value: 'draft', label: 'Changed since, in the draft' },
    ...(before === undefined ? [] : [{ value: 'before' as const, label: `Changed from r${before.revision}` }]),
    { value: 'text', label: 'Its text' },
  ];
  const sides = useMemo(
    () =>
      look === 'before' && before !== undefined
        ? { original: toSide(`r${before.revision}`, before), modified: toSide(name, revision) }
        : { original: toSide(name, revision), modified: toSide('the draft', draft.content) },
    [look, before, name, revision, draft.content],
  );
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line-soft px-3.5 py-1 text-mut">
        <Select label="Show" value={look} options={options} onChange={setLook} className="!h-6" />
        <span className="truncate">
          {LANGUAGE_NAMES[language]} → {FORMAT_NAMES[format]}
        </span>
        <Button className="ml-auto !h-6" disabled={isSame} onClick={restore}>
          {isSame ? 'Same as the draft' : 'Restore as draft'}
        </Button>
      </div>
      {look === 'text' ? (
        <CodeEditor label={`Source of ${name}`} language={language} value={source} readOnly className="flex-1" />
      ) : sides.original.text === sides.modified.text ? (
        <p className="px-3.5 py-3 text-mut">
          No difference in the text between {sides.original.name} and {sides.modified.name}.
        </p>
      ) : (
        <DiffEditor {...sides} inline={isNarrow} className="flex-1" />
      )}
    </div>
  );
}

function toSide(
  name: string,
  { language, source }: Pick<TemplateContent, 'language' | 'source'>,
): DiffSide & { name: string } {
  return { name, label: `Source of ${name}`, language, text: source };
}
