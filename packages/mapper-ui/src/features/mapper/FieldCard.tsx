import type { Language } from '@postmap/engine';
import { Copy } from 'lucide-react';
import { createPortal } from 'react-dom';
import { Button } from '../../components/Button.tsx';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { describePath } from '../../core/mapper/field-path.ts';
import { writeRootPath } from '../../core/mapper/insert-path.ts';
import { previewField, previewValue } from '../../core/mapper/preview-value.ts';
import { copyText } from './copy-text.ts';

export interface HoveredField {
  node: FieldNode;
  rect: DOMRect;
}

interface FieldCardProps {
  hovered: HoveredField;
  language: Language;
  onKeep: () => void;
  onLeave: () => void;
  onInsert: (node: FieldNode) => void;
}

const WIDTH = 360;

/** Beside a hovered field: its whole path, its value, what it holds in other items, and copying. The tree's keys do the same. */
export function FieldCard({ hovered: { node, rect }, language, onKeep, onLeave, onInsert }: FieldCardProps) {
  const path = writeRootPath(language, node.path);
  const seen = [...new Set(node.values.map(previewValue))];
  const leaf = node.children.length === 0;
  return createPortal(
    <div
      onMouseEnter={onKeep}
      onMouseLeave={onLeave}
      className="fixed z-50 flex flex-col gap-2 rounded-md border border-line bg-canvas p-3 shadow-lift"
      style={{
        width: WIDTH,
        left: Math.min(rect.right - 8, window.innerWidth - WIDTH - 12),
        top: Math.min(rect.top - 4, window.innerHeight - 200),
      }}
    >
      <p className="mono break-all">{describePath(node.path)}</p>
      {leaf ? (
        <ul className="mono max-h-32 overflow-auto text-mut">
          {seen.map((value) => (
            <li key={value} className="break-all">
              {value}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-mut">{previewField(node)}</p>
      )}
      <div className="flex gap-2">
        <Button icon={<Copy />} onClick={() => void copyText(path)}>
          Copy path
        </Button>
        <Button onClick={() => onInsert(node)}>Insert</Button>
      </div>
    </div>,
    document.body,
  );
}
