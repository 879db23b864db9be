import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Dialog } from '../../components/Dialog.tsx';

interface ShownOnceDialogProps {
  title: string;
  description: ReactNode;
  /** What `secret` is, as in `Key`. */
  name: string;
  secret: string;
  onClose: () => void;
}

/** Shows what nobody can look up later. Until it is copied, only its buttons close it: a slip must not lose it. */
export function ShownOnceDialog({ title, description, name, secret, onClose }: ShownOnceDialogProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog
      open
      held={!copied}
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className="flex items-center gap-1">
        <code aria-label={name} className="mono min-w-0 rounded-sm bg-hover px-2 py-1 [overflow-wrap:anywhere]">
          {secret}
        </code>
        <CopyButton text={secret} label={`Copy the ${name.toLowerCase()}`} onCopied={() => setCopied(true)} />
      </div>
    </Dialog>
  );
}
