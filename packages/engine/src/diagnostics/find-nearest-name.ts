/** The known name with the fewest slips from `name`, when there are few enough: one, or one for every four letters. */
export function findNearestName(name: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor((name.length + 1) / 4)) + 1;
  const wanted = name.toLowerCase();
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue;
    const slips = countSlips(wanted, candidate.toLowerCase());
    if (slips < fewest && slips < Math.max(name.length, candidate.length) / 2) [nearest, fewest] = [candidate, slips];
  }
  return nearest;
}

/** Letters added, left out, exchanged, or swapped with the next one (optimal string alignment), one row at a time. */
function countSlips(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let slips = Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && isSwapped) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      current.push(slips);
    }
    before = above;
    above = current;
  }
  return above[to.length] ?? 0;
}
