import { lazy, Suspense } from 'react';
import { useDeferred } from '../../state/useDeferred.ts';
import { usePalette, usePaletteShortcut } from '../../state/usePalette.ts';

const loadPalette = async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette });
const CommandPalette = lazy(loadPalette);

/** Where the palette appears; its code comes when the page is at rest, or with ⌘K. */
export function PaletteOutlet() {
  usePaletteShortcut();
  const { open } = usePalette();
  const isLoaded = useDeferred(loadPalette, open);
  return (
    isLoaded && (
      <Suspense fallback={null}>
        <CommandPalette />
      </Suspense>
    )
  );
}
