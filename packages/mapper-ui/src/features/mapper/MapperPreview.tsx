import { htmlToText } from '@postmap/engine';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { triggersQuery } from '../../api/triggers.ts';
import { EmailPreview } from '../../components/EmailPreview.tsx';
import type { PreviewInput } from '../../workers/preview-protocol.ts';
import { usePreview } from './usePreview.ts';

interface MapperPreviewProps {
  html: string;
  templateId: string;
  /** What is previewed; null while the payload cannot be read. */
  input: PreviewInput | null;
}

/** The output as an email, under the subject of the first email trigger that uses the template. */
export function MapperPreview({ html, templateId, input }: MapperPreviewProps) {
  const triggers = useQuery(triggersQuery());
  const emails = triggers.data?.flatMap(({ name, templateId: used, destination }) =>
    used === templateId && destination.kind === 'email' ? [{ name, subject: destination.subject }] : [],
  );
  const email = emails?.[0];
  const source = email?.subject;
  const subject = useMemo<PreviewInput | null>(
    () =>
      input === null || source === undefined
        ? null
        : { ...input, language: 'handlebars', format: 'text', formatOptions: {}, source },
    [input, source],
  );
  const { outcome } = usePreview(subject).preview;
  const text = useMemo(() => htmlToText(html), [html]);
  return (
    <EmailPreview html={html} text={text} className="flex-1">
      {email !== undefined && (
        <p className="flex shrink-0 items-baseline gap-3 border-b border-line-soft px-3.5 py-1.5">
          <span className="text-mut">Subject</span>
          <span className="min-w-0 flex-1 truncate font-medium">
            {outcome?.ok === true ? outcome.body : email.subject}
          </span>
          <span className="max-w-[40%] truncate text-sm text-mut">{email.name}</span>
        </p>
      )}
    </EmailPreview>
  );
}
