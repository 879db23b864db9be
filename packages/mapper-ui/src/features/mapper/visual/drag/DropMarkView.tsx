import { clsx } from 'clsx';
import { useImperativeHandle, useState } from 'react';
import type { Ref } from 'react';
import { createPortal } from 'react-dom';

/** Where a field would go, in pixels of the window. */
export interface DropMark {
  kind: 'into' | 'between';
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface DropMarkHandle {
  show: (mark: DropMark | null) => void;
}

/** Shows where the dragged field would go; it alone is drawn anew while the pointer moves. */
export function DropMarkView({ ref }: { ref: Ref<DropMarkHandle> }) {
  const [mark, setMark] = useState<DropMark | null>(null);
  useImperativeHandle(ref, () => ({ show: setMark }));
  if (mark === null) return null;
  const { kind, left, top, width, height } = mark;
  return createPortal(
    <div
      aria-hidden
      data-testid={`drop-${kind}`}
      className={clsx(
        'pointer-events-none fixed z-40',
        kind === 'into' ? 'rounded-md border-2 border-accent' : 'bg-accent',
      )}
      style={{ left, top, width, height }}
    />,
    document.body,
  );
}
