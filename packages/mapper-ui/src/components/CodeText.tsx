import { splitCode } from '../core/split-code.ts';

/** A message of the engine, with what stands between backticks shown as code. */
export function CodeText({ text }: { text: string }) {
  return splitCode(text).map((part, index) =>
    part.isCode ? (
      <code key={`${index} ${part.text}`} className="mono rounded-[3px] bg-ink/3 px-1 break-words">
        {part.text}
      </code>
    ) : (
      part.text
    ),
  );
}
