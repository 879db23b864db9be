import type { Target } from '@postmap/engine';
import { useMemo, useState } from 'react';
import { findDifferences } from '../../../../core/mapping/find-differences.ts';
import type { Difference } from '../../../../core/mapping/find-differences.ts';
import type { MappingState } from '../useMapping.ts';

interface Compared {
  /** The target, if it was read from a sample output. */
  sample: Target | undefined;
  output: unknown;
  /** The output is of the text as it is. */
  answered: boolean;
}

const NONE: readonly Difference[] = [];

/** Where the rows give something else than the target's sample has; as it was until there is an output of what the rows are now. */
export function useDifferences({ projection }: MappingState, { sample, output, answered }: Compared) {
  const newest = useMemo(() => {
    const found = sample === undefined ? NONE : findDifferences(projection, sample, output);
    return found.length === 0 ? NONE : found;
  }, [projection, sample, output]);
  const [settled, settle] = useState(newest);
  if (answered && settled !== newest) settle(newest);
  return sample === undefined ? NONE : settled;
}
