import { htmlToText } from '@postmap/engine';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { triggersQuery } from '../../api/triggers.ts';
import { EmailPreview } from '../../components/EmailPreview.tsx';
import { nameFieldId } from '../../core/lineage/describe-lineage.ts';
import { listReadFields } from '../../core/lineage/list-read-fields.ts';
import { markHtml } from '../../core/lineage/mark-html.ts';
import type { HtmlMark } from '../../core/lineage/mark-html.ts';
import { readPlainText } from '../../core/lineage/plain-text.ts';
import type { PreviewInput } from '../../workers/preview-protocol.ts';
import { OutputText } from './lineage/OutputText.tsx';
import type { LineageState } from './lineage/useLineage.ts';
import type { LineageMoves } from './lineage/useLineageMoves.ts';
import { usePreview } from './usePreview.ts';

interface MapperPreviewProps {
  html: string;
  templateId: string;
  /** What is previewed; null while the payload cannot be read. */
  input: PreviewInput | null;
  /** What the message came of; undefined while that is not what is edited any more. */
  rendered: PreviewInput | undefined;
  lineage: LineageState;
  onField: LineageMoves['goToField'];
}

/**
 * The output as an email, under the subject of the first email trigger that uses the template. What lineage leads to is boxed in it; from its
 * plain text lineage can be asked for. The frame of the HTML tells nobody where it is clicked.
 */
export function MapperPreview({ html, templateId, input, rendered, lineage, onField }: MapperPreviewProps) {
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
  const subjectFields = useMemo(
    () => (source === undefined ? [] : listReadFields({ language: 'handlebars', source })),
    [source],
  );
  const text = useMemo(() => htmlToText(html), [html]);
  const isTraceable = rendered?.language === 'handlebars';
  const shown = useMemo(() => (isTraceable ? readPlainText(html, text) : undefined), [isTraceable, html, text]);
  const { places, index } = lineage;
  const marked = useMemo(() => {
    const marks = (isTraceable ? (places ?? []) : []).flatMap(({ place }, at): HtmlMark[] =>
      place.kind === 'value' ? [] : [{ start: place.start, end: place.end, look: at === index ? 'current' : 'other' }],
    );
    return markHtml(html, marks);
  }, [html, isTraceable, places, index]);
  return (
    <EmailPreview
      html={marked}
      text={text}
      plain={<OutputText label="Plain text" language="plaintext" text={text} wrap lineage={lineage} shown={shown} />}
      className="flex-1"
    >
      {email !== undefined && (
        <div className="shrink-0 border-b border-line-soft px-3.5 py-1.5">
          <p className="flex items-baseline gap-3">
            <span className="text-mut">Subject</span>
            <span className="min-w-0 flex-1 truncate font-medium">
              {outcome?.ok === true ? outcome.body : email.subject}
            </span>
            <span className="max-w-[40%] truncate text-sm text-mut">{email.name}</span>
          </p>
          {subjectFields.length > 0 && (
            <p className="flex flex-wrap items-baseline gap-1 text-sm text-mut">
              from
              {subjectFields.map((id) => (
                <button
                  key={id}
                  type="button"
                  title="Go to the field"
                  onClick={() => onField(id)}
                  className="mono truncate rounded-sm bg-accent-soft px-1.5 text-accent hover:underline"
                >
                  {nameFieldId(id)}
                </button>
              ))}
            </p>
          )}
        </div>
      )}
    </EmailPreview>
  );
}
