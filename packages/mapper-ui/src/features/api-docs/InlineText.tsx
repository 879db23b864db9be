/** A sentence in which backquotes stand for code and double asterisks for weight. */
export function InlineText({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  return parts.map((part, index) => {
    // oxlint-disable react/no-array-index-key -- parts have no identity but their place
    if (part.startsWith('`'))
      return (
        <code key={index} className="mono rounded-sm bg-hover px-1 [overflow-wrap:anywhere]">
          {part.slice(1, -1)}
        </code>
      );
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    return part;
  });
}

/** Paragraphs, and lists whose lines begin with a dash. */
export function BlockText({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((block) =>
    block.startsWith('- ') ? (
      <ul key={block} className="flex list-disc flex-col gap-1.5 pl-4">
        {block.split('\n').map((line) => (
          <li key={line}>
            <InlineText text={line.slice(2)} />
          </li>
        ))}
      </ul>
    ) : (
      <p key={block}>
        <InlineText text={block} />
      </p>
    ),
  );
}
