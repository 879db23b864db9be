import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { guardHtml } from '../core/mapper/guard-html.ts';

const MARGIN = 24;

interface HtmlFrameProps {
  html: string;
  /** Pixels. */
  width: number;
  dark: boolean;
  /** Told by how much it is drawn smaller to fit. */
  onScale: (scale: number) => void;
}

/**
 * HTML in a frame of its own, made smaller to fit: no scripts, no origin, nothing loaded from elsewhere. In the dark a message that has dark
 * colours of its own shows those; any other is inverted, as mail readers do.
 */
export function HtmlFrame({ html, width, dark, onScale }: HtmlFrameProps) {
  const [room, setRoom] = useState<number>(width);
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = stage.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth - MARGIN));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scale = Math.min(1, Math.max(0.1, room / width));
  useEffect(() => onScale(scale), [onScale, scale]);
  const hasDark = /prefers-color-scheme\s*:\s*dark/i.test(html);
  return (
    <div ref={stage} className={clsx('min-h-0 flex-1 overflow-hidden p-3', dark ? 'bg-[#0b0b0c]' : 'bg-sub')}>
      <div className="mx-auto h-full" style={{ width: width * scale }}>
        <iframe
          title="Preview"
          sandbox=""
          srcDoc={guardHtml(html)}
          className="block origin-top-left outline outline-line"
          style={{
            background: dark && hasDark ? '#111' : '#fff',
            colorScheme: dark && hasDark ? 'dark' : 'light',
            filter: dark && !hasDark ? 'invert(1) hue-rotate(180deg)' : undefined,
            width,
            height: `${100 / scale}%`,
            transform: `scale(${scale})`,
          }}
        />
      </div>
    </div>
  );
}
