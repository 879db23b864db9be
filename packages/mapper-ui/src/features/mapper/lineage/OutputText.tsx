import { useMemo } from 'react';
import type { ShownOutput } from '../../../core/lineage/shown-output.ts';
import { CodeEditor } from '../../../monaco/CodeEditor.tsx';
import type { TextSpots } from '../../../monaco/text-spots.ts';
import { markPlaces } from './mark-places.ts';
import type { LineageState } from './useLineage.ts';

interface OutputTextProps {
  label: string;
  language: 'json' | 'handlebars' | 'plaintext';
  text: string;
  wrap: boolean;
  lineage: LineageState;
  /** Undefined while what is shown is not of the template as it is. */
  shown: ShownOutput | undefined;
}

/** A text of the output whose parts can be asked where they come from, by click, Enter or Alt+L. */
export function OutputText({ label, language, text, wrap, lineage, shown }: OutputTextProps) {
  const { places, index, show } = lineage;
  const marks = useMemo(() => markPlaces(shown, places, index), [shown, places, index]);
  const spots = useMemo<TextSpots | undefined>(
    () =>
      shown && {
        at: (offset) => shown.at(offset)?.span,
        pick(offset) {
          const picked = shown.at(offset);
          if (picked !== undefined) show({ from: 'output', place: picked.place });
        },
      },
    [shown, show],
  );
  return (
    <CodeEditor
      label={label}
      language={language}
      value={text}
      readOnly
      wrap={wrap}
      marks={marks}
      spots={spots}
      className="flex-1"
    />
  );
}
