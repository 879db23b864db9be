import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './Button.tsx';
import { announceError } from './Toast.tsx';

interface CopyButtonProps {
  text: string;
  /** What is copied, for the accessible name: `Copy the ingest URL`. */
  label: string;
  /** Shows this word beside the icon. */
  caption?: string;
  onCopied?: () => void;
}

export function CopyButton({ text, label, caption, onCopied }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      onCopied?.();
    } catch (error) {
      announceError(error, 'The clipboard could not be written');
    }
  };
  const icon = copied ? <Check className="text-ok" aria-hidden /> : <Copy aria-hidden />;
  if (caption === undefined) {
    return (
      <IconButton label={copied ? 'Copied' : label} onClick={() => void copy()}>
        {icon}
      </IconButton>
    );
  }
  return (
    <Button icon={icon} aria-label={label} onClick={() => void copy()}>
      {copied ? 'Copied' : caption}
    </Button>
  );
}
