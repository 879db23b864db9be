/** Lines are cut to this many characters around what is shown, so that a one-line template stays readable. */
const WINDOW = 120;

/** What is shown of a line around `column` (from 1), and where the column is in it (from 0). */
export function cutLine(text: string, column: number): { shown: string; offset: number } {
  const from = column - 1 > WINDOW / 2 && text.length > WINDOW ? column - 1 - WINDOW / 2 : 0;
  return { shown: text.slice(from, from + WINDOW), offset: column - 1 - from };
}
