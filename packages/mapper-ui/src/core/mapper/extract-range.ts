interface Range {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly overscan: number;
  readonly count: number;
}

/**
 * For a virtual list: the indexes to draw. Those around what shows are left for the next time when the list has jumped, and nothing that
 * shows has been drawn: the frame that everybody waits for is drawn sooner then.
 */
export function createRangeExtractor(): (range: Range) => number[] {
  let before: Range | undefined;
  return (range) => {
    const { startIndex, endIndex, overscan, count } = range;
    const jumped = before !== undefined && (startIndex > before.endIndex || endIndex < before.startIndex);
    before = range;
    const around = jumped ? 0 : overscan;
    const first = Math.max(0, startIndex - around);
    const last = Math.min(count - 1, endIndex + around);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  };
}
