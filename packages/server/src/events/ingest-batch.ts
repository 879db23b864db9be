import type { BatchResult } from '../contract/index.ts';
import { checkFeedEnabled } from '../feeds/check-feed-enabled.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { ProblemError } from '../http/problem-error.ts';
import { describeProblem, explainError } from '../http/render-problem.ts';
import type { ProblemRenderer } from '../http/render-problem.ts';
import type { Intake } from './accept-event.ts';
import { MAX_EVENT_BYTES } from './read-event.ts';
import { splitLines } from './split-lines.ts';
import type { LineLimits, SplitLine } from './split-lines.ts';

/** Of one batch. */
export const BATCH_LIMITS: LineLimits = { lines: 1_000, bytes: 8_388_608, lineBytes: MAX_EVENT_BYTES };

/** Lines that share a commit, and so an fsync, at most; the next one waits. 1,000 lines took 3 s instead of 20 s on a busy machine. */
const MOST_UNFINISHED = 25;

const TOO_LARGE = `The batch is larger than 8 MB (${BATCH_LIMITS.bytes} bytes), the most that is taken: send it in parts.`;

/**
 * Takes in one event a line, in the order of the lines. All are on disk before the results; what is wrong with one is its own result. Where
 * a limit is met, the last result says from which line on nothing was read.
 *
 * @throws {ProblemError} `feed-disabled`, `too-large` when the length is told beforehand, `invalid-request` when there is no line
 */
export async function ingestBatch(
  intake: Intake,
  { feed, chunks, length }: { feed: FeedRecord; chunks: AsyncIterable<Uint8Array>; length: number | undefined },
  renderer: ProblemRenderer,
): Promise<BatchResult[]> {
  checkFeedEnabled(feed);
  if (length !== undefined && length > BATCH_LIMITS.bytes) throw new ProblemError('too-large', TOO_LARGE);
  const results: Promise<BatchResult>[] = [];
  for await (const line of splitLines(chunks, BATCH_LIMITS)) {
    const placed = Promise.withResolvers<void>();
    results.push(ingestLine({ intake, feed, renderer, onPlaced: placed.resolve }, line).finally(placed.resolve));
    await placed.promise;
    await results.at(-MOST_UNFINISHED);
  }
  if (results.length === 0)
    throw new ProblemError('invalid-request', 'The batch has no event: send one JSON envelope a line.');
  return await Promise.all(results);
}

interface LineParts {
  intake: Intake;
  feed: FeedRecord;
  renderer: ProblemRenderer;
  onPlaced: () => void;
}

async function ingestLine({ intake, feed, renderer, onPlaced }: LineParts, line: SplitLine): Promise<BatchResult> {
  try {
    if (line.kind !== 'line') throw explainLimit(line);
    const answer = await intake.accept({ feed, body: line.bytes, idempotencyKey: null, onPlaced });
    if (answer.kind === 'refused') throw answer.problem;
    return { line: line.number, status: answer.status, ...answer.accepted };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const problem = describeProblem(explainError(error, renderer, { line: line.number }));
    return { line: line.number, status: problem.status, problem };
  }
}

function explainLimit({ kind, number }: Exclude<SplitLine, { kind: 'line' }>): ProblemError {
  if (kind === 'line-too-long')
    return new ProblemError(
      'too-large',
      `The line is larger than 1 MB (${MAX_EVENT_BYTES} bytes), the most of one event.`,
    );
  const unread = `Line ${number} and those after it were not read`;
  return kind === 'too-many'
    ? new ProblemError('too-large', `${unread}: a batch has at most ${BATCH_LIMITS.lines} events.`)
    : new ProblemError('too-large', `${unread}. ${TOO_LARGE}`);
}
