import type { Span } from '@postmap/engine';
import type { editor, IDisposable } from 'monaco-editor/editor/editor.api';
import type { Monaco } from './load-monaco.ts';
import { toRange } from './model-request.ts';

/** The parts of a text that can be picked. */
export interface TextSpots {
  /** What would be picked at an offset, to be shown under the pointer. */
  at: (offset: number) => Span | undefined;
  pick: (offset: number) => void;
}

/** Lets parts of a text be picked: by a click that selects nothing, by Enter, and by Alt+L where the caret is. */
export function watchSpots(
  monaco: Monaco,
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  spots: TextSpots,
): IDisposable {
  const under = view.createDecorationsCollection();
  const isText = ({ type }: editor.IMouseTarget): boolean => type === monaco.editor.MouseTargetType.CONTENT_TEXT;
  const watched = [
    view.onMouseMove(({ target }) => {
      const { position } = target;
      const span = isText(target) && position !== null ? spots.at(model.getOffsetAt(position)) : undefined;
      under.set(
        span === undefined
          ? []
          : [
              {
                range: toRange(monaco, model, span),
                options: {
                  inlineClassName:
                    'cursor-pointer underline decoration-dotted decoration-mut decoration-2 underline-offset-4',
                },
              },
            ],
      );
    }),
    view.onMouseLeave(() => under.clear()),
    view.onMouseUp(({ target, event }) => {
      const { position } = target;
      if (!event.leftButton || !isText(target) || position === null) return;
      if (view.getSelection()?.isEmpty() === true) spots.pick(model.getOffsetAt(position));
    }),
    view.onKeyDown(({ browserEvent }) => {
      const { code, key, altKey, ctrlKey, metaKey, shiftKey } = browserEvent;
      const isLineage = altKey && code === 'KeyL';
      if (ctrlKey || metaKey || shiftKey || !(isLineage || (key === 'Enter' && !altKey))) return;
      browserEvent.preventDefault();
      browserEvent.stopPropagation();
      const position = view.getPosition();
      if (position !== null) spots.pick(model.getOffsetAt(position));
    }),
  ];
  return {
    dispose() {
      under.clear();
      for (const one of watched) one.dispose();
    },
  };
}
