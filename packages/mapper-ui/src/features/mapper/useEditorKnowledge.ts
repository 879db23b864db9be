import type { Facts } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { templatesQuery } from '../../api/templates.ts';
import type { EditorKnowledge } from '../../core/mapper/editor-knowledge.ts';
import { buildEditorContext } from '../../core/mapper/preview-context.ts';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import type { SourcePayload } from './useSourcePayload.ts';

/** What the editor knows of a draft besides its text: the payloads it is for, what else it can read, and what it can call. */
export function useEditorKnowledge(
  { language, format, name }: Pick<TemplateContent, 'language' | 'format' | 'name'>,
  { shape, payload: sample }: SourcePayload,
  eventType: string | null,
  facts: Facts,
): EditorKnowledge {
  const [openedAt] = useState(Date.now);
  const { data: templates } = useQuery({ ...templatesQuery(), enabled: language === 'handlebars' });
  const context = useMemo(
    () => buildEditorContext(eventType ?? 'custom', facts, openedAt),
    [eventType, facts, openedAt],
  );
  const partialNames = useMemo(
    () =>
      templates
        ?.filter((template) => template.language === language && template.format === format && template.name !== name)
        .map((template) => template.name),
    [templates, language, format, name],
  );
  return useMemo(
    () => ({ format, shape, sample, context, partialNames }),
    [format, shape, sample, context, partialNames],
  );
}
