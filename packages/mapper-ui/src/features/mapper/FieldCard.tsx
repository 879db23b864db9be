import type { Language, Shape } from '@postmap/engine';
import { Copy } from 'lucide-react';
import { createPortal } from 'react-dom';
import { Button } from '../../components/Button.tsx';
import { findPresence } from '../../core/mapper/field-presence.ts';
import type { FieldNode } from '../../core/mapper/field-tree.ts';
import { describePath } from '../../core/mapper/field-path.ts';
import { writeRootPath } from '../../core/mapper/insert-path.ts';
import { previewField, previewValue } from '../../core/mapper/preview-value.ts';
import { copyText } from './copy-text.ts';
import type { HoveredField } from './useFieldHover.ts';

interface FieldCardProps {
  hovered: HoveredField;
  language: Language;
  samples: Shape;
  uses: number;
  onKeep: () => void;
  onLeave: () => void;
  onMap: (node: FieldNode) => void;
  onOutputs: (id: string) => void;
}

const WIDTH = 360;
/** A value longer than this is cut: the payload itself has it whole. */
const LONGEST = 4_000;

/** Beside a hovered field: its whole path and value, what it holds elsewhere, and copying. The tree's keys do the same. */
export function FieldCard({ hovered, language, samples, uses, onKeep, onLeave, onMap, onOutputs }: FieldCardProps) {
  const { node, rect } = hovered;
  const path = writeRootPath(language, node.path);
  const isLeaf = node.children.length === 0;
  const [value] = node.values;
  const text = typeof value === 'string' ? value : (JSON.stringify(value, undefined, 2) ?? '');
  const presence = findPresence(samples, node.path);
  const shown = previewValue(value);
  const others = isLeaf
    ? [...new Set([...node.values, ...(presence?.examples ?? [])].map(previewValue))].filter((other) => other !== shown)
    : [];
  return createPortal(
    <div
      onMouseEnter={onKeep}
      onMouseLeave={onLeave}
      className="fixed z-50 flex flex-col gap-2 rounded-md border border-line bg-canvas p-3 shadow-lift"
      style={{
        width: WIDTH,
        left: Math.min(rect.right - 8, window.innerWidth - WIDTH - 12),
        top: Math.max(8, Math.min(rect.top - 4, window.innerHeight - 320)),
      }}
    >
      <p className="mono break-all">{describePath(node.path)}</p>
      {isLeaf ? (
        <p className="mono max-h-32 overflow-auto break-words whitespace-pre-wrap text-text-value">
          {text === '' ? 'empty text' : text.slice(0, LONGEST)}
        </p>
      ) : (
        <p className="text-mut">{previewField(node)}</p>
      )}
      {others.length > 0 && (
        <div>
          <p className="text-sm text-mut">Other values seen</p>
          <ul className="mono max-h-24 overflow-auto text-mut">
            {others.slice(0, 12).map((other) => (
              <li key={other} className="truncate">
                {other}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-sm text-mut">{describeStanding(presence, uses)}</p>
      <div className="flex gap-2">
        <Button onClick={() => onMap(node)}>Map</Button>
        <Button title="Show what it feeds (Alt+L)" onClick={() => onOutputs(node.id)}>
          Outputs
        </Button>
        <Button icon={<Copy />} onClick={() => void copyText(path)}>
          Path
        </Button>
        <Button icon={<Copy />} onClick={() => void copyText(text)}>
          Value
        </Button>
      </div>
    </div>,
    document.body,
  );
}

function describeStanding(presence: { present: number; of: number } | undefined, uses: number): string {
  const seen =
    presence === undefined
      ? 'In no sample of this event type'
      : presence.of === 1
        ? 'One sample of this event type'
        : `There in ${presence.present} of ${presence.of}`;
  return `${seen}; ${uses === 0 ? 'not used' : uses === 1 ? 'feeds one place' : `feeds ${uses} places`}.`;
}
