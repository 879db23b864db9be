import { ToggleGroup } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { guardHtml } from '../../core/mapper/guard-html.ts';

const WIDTHS = [
  { name: 'Desktop', pixels: 600 },
  { name: 'Mobile', pixels: 375 },
] as const;
const MARGIN = 24;

/** The HTML as a mail client would draw it, made smaller to fit: no scripts, no origin, nothing loaded from elsewhere. */
export function HtmlPreview({ html }: { html: string }) {
  const [width, setWidth] = useState<number>(WIDTHS[0].pixels);
  const [room, setRoom] = useState<number>(width);
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = stage.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth - MARGIN));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scale = Math.min(1, room / width);
  return (
    <>
      <div className="flex h-8 shrink-0 items-center gap-1 border-b border-line-soft px-3 text-sm whitespace-nowrap">
        <ToggleGroup.Root
          type="single"
          aria-label="Width"
          value={String(width)}
          onValueChange={(value) => value !== '' && setWidth(Number(value))}
          className="flex gap-1"
        >
          {WIDTHS.map(({ name, pixels }) => (
            <ToggleGroup.Item
              key={name}
              value={String(pixels)}
              className="rounded-sm px-2 text-mut hover:text-ink data-[state=on]:bg-accent-soft data-[state=on]:font-semibold data-[state=on]:text-accent"
            >
              {name} {pixels}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        <span
          className="ml-auto min-w-0 truncate text-mut"
          title="Scripts do not run, and nothing is loaded from other addresses."
        >
          {scale < 1 ? `${Math.round(scale * 100)} % · ` : ''}no remote images
        </span>
      </div>
      <div ref={stage} className="min-h-0 flex-1 overflow-hidden bg-sub p-3">
        <div className="mx-auto h-full" style={{ width: width * scale }}>
          <iframe
            title="Preview"
            sandbox=""
            srcDoc={guardHtml(html)}
            className="block origin-top-left outline outline-line"
            style={{ background: '#fff', width, height: `${100 / scale}%`, transform: `scale(${scale})` }}
          />
        </div>
      </div>
    </>
  );
}
