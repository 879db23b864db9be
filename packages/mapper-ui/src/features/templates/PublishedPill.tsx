import type { TemplateResource } from '@postmap/server/contract';
import { Pill } from '../../components/Pill.tsx';

/** Which revision live events use, and whether the draft says something else. */
export function PublishedPill({
  template: { published, changedSincePublish, partialsOutdated },
}: {
  template: TemplateResource;
}) {
  if (published === null) return <Pill title="Nothing is published: live events cannot use it">draft</Pill>;
  if (partialsOutdated && !changedSincePublish) {
    return (
      <Pill tone="warn" title="A template that it calls was published since: publish this one again to take it up">
        r{published.revision} · partials newer
      </Pill>
    );
  }
  return changedSincePublish ? (
    <Pill tone="warn" title={`Live events use r${published.revision}; the draft has changed since`}>
      r{published.revision} · changed
    </Pill>
  ) : (
    <Pill tone="ok" title={`Live events use r${published.revision}, and the draft is the same`}>
      r{published.revision}
    </Pill>
  );
}
