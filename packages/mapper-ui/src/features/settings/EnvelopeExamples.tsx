import { useState } from 'react';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { ENVELOPE_CHOICES, writeEnvelopeExamples } from '../../core/envelope-examples.ts';
import type { EnvelopeChoice } from '../../core/envelope-examples.ts';

/** A command for each envelope that posts an event to this feed. */
export function EnvelopeExamples({ ingestUrl }: { ingestUrl: string }) {
  const [choice, setChoice] = useState<EnvelopeChoice>('postmap');
  // One id for as long as it is looked at: the same command twice shows that an event is taken once.
  const [made] = useState(() => ({ id: `try-${crypto.randomUUID().slice(0, 8)}`, now: Date.now() }));
  const examples = writeEnvelopeExamples(ingestUrl, made.id, made.now);
  return (
    <section aria-labelledby="post-to-feed" className="mt-6">
      <h3 id="post-to-feed">Post an event</h3>
      <Tabs
        label="Envelope"
        className="mt-1"
        listClassName="px-0"
        value={choice}
        onChange={setChoice}
        tabs={ENVELOPE_CHOICES.map((value) => {
          const { label, about, command } = examples[value];
          const content = (
            <>
              <div className="mt-2 flex items-start gap-3">
                <p className="flex-1 pt-1 text-mut">{about}</p>
                <CopyButton text={command} label="Copy the command" caption="Copy" />
              </div>
              <CodeBlock
                wholeLines
                label={`Command in the ${label} envelope`}
                className="mt-2 rounded-md border border-line-soft bg-sub px-3 py-2.5"
              >
                {command}
              </CodeBlock>
            </>
          );
          return { value, label, content };
        })}
      />
    </section>
  );
}
