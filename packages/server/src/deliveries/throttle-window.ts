/** How often deliveries of one trigger with one key may go. */
export interface ThrottleRule {
  key: string;
  limit: number;
  windowMs: number;
}

/** What is known of the newest window of a key. Times are UTC milliseconds. */
export interface ThrottleWindow {
  endsAt: number;
  /** Deliveries that went, or are to go, within it. */
  count: number;
  /** The latest that came when it was full; it goes when the window ends, and is the first of the next. */
  waiting: { id: string; since: number } | null;
}

export interface ThrottleDecision {
  /** The state from now on. */
  window: ThrottleWindow;
  /** When the newcomer goes. */
  goesAt: number;
  /** The one of the two that came first and is not sent, because the other came later. */
  dropped: { id: string; for: string } | null;
}

/**
 * Decides for one newcomer: the first `limit` of a window go at once, of the others only the latest goes, when the window ends. A window begins
 * with the delivery that opens it, so that no `windowMs` aligned to it has more than `limit`.
 */
export function throttleDelivery(
  known: ThrottleWindow | undefined,
  newcomer: { id: string; at: number },
  { limit, windowMs }: Pick<ThrottleRule, 'limit' | 'windowMs'>,
): ThrottleDecision {
  const { id, at } = newcomer;
  const current = moveOn(known, at, windowMs);
  if (current === undefined) {
    return { window: { endsAt: at + windowMs, count: 1, waiting: null }, goesAt: at, dropped: null };
  }
  if (current.count < limit) return { window: { ...current, count: current.count + 1 }, goesAt: at, dropped: null };
  const { endsAt, waiting } = current;
  if (waiting !== null && waiting.since > at) {
    // It came before the one that waits, and only its way to the record took longer.
    return { window: current, goesAt: endsAt, dropped: { id, for: waiting.id } };
  }
  const window = { ...current, waiting: { id, since: at } };
  return { window, goesAt: endsAt, dropped: waiting === null ? null : { id: waiting.id, for: id } };
}

/** Until when a window has a say in what happens to newcomers. */
export function windowForgottenAt({ endsAt, waiting }: ThrottleWindow, windowMs: number): number {
  return waiting === null ? endsAt : endsAt + windowMs;
}

/** The window that `at` is in, undefined when none is open: the one that waited opens the next. */
function moveOn(known: ThrottleWindow | undefined, at: number, windowMs: number): ThrottleWindow | undefined {
  if (known === undefined || at < known.endsAt) return known;
  const next = known.endsAt + windowMs;
  return known.waiting === null || at >= next ? undefined : { endsAt: next, count: 1, waiting: null };
}
