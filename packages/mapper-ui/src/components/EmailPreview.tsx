import { clsx } from 'clsx';
import { Moon } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { CodeBlock } from './CodeBlock.tsx';
import { HtmlFrame } from './HtmlFrame.tsx';

const VIEWS = [
  { name: 'Desktop 600', pixels: 600 },
  { name: 'Mobile 375', pixels: 375 },
  { name: 'Plain text', pixels: 0 },
] as const;

interface EmailPreviewProps {
  html: string;
  /** The part for readers without HTML. */
  text: string;
  /** In place of the text as it is, where more can be done with it. */
  plain?: ReactNode;
  /** What stands above the message. */
  children?: ReactNode;
  className?: string;
}

/** HTML as mail readers draw it: at two widths, light and dark, and as the plain text that goes with it. */
export function EmailPreview({ html, text, plain, children, className }: EmailPreviewProps) {
  const [width, setWidth] = useState<number>(VIEWS[0].pixels);
  const [dark, setDark] = useState(false);
  const [scale, setScale] = useState(1);
  const isText = width === 0;
  return (
    <div className={clsx('flex min-h-0 flex-col', className)}>
      <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-1 border-b border-line-soft px-3 text-sm whitespace-nowrap">
        <ToggleGroup.Root
          type="single"
          aria-label="Preview as"
          value={String(width)}
          onValueChange={(value) => value !== '' && setWidth(Number(value))}
          className="flex gap-1"
        >
          {VIEWS.map(({ name, pixels }) => (
            <ToggleGroup.Item
              key={name}
              value={String(pixels)}
              className="rounded-sm px-2 text-mut hover:text-ink data-[state=on]:bg-accent-soft data-[state=on]:font-semibold data-[state=on]:text-accent"
            >
              {name}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
        {!isText && (
          <>
            <IconButton
              label="As in dark mode"
              aria-pressed={dark}
              className={dark ? 'text-accent!' : undefined}
              onClick={() => setDark(!dark)}
            >
              <Moon />
            </IconButton>
            <span
              className="ml-auto min-w-0 truncate px-2 leading-7 text-mut"
              title="Scripts do not run, links lead nowhere, and nothing is loaded from other addresses."
            >
              no remote images{scale < 1 && ` · ${Math.round(scale * 100)} %`}
            </span>
          </>
        )}
      </div>
      {children}
      {!isText && <HtmlFrame html={html} width={width} dark={dark} onScale={setScale} />}
      {isText && text !== '' && plain}
      {isText && (text === '' || plain === undefined) && (
        <CodeBlock label="Plain text" className="min-h-0 flex-1 px-3.5 py-3">
          {text === '' ? <span className="text-mut">(no text)</span> : text}
        </CodeBlock>
      )}
    </div>
  );
}
