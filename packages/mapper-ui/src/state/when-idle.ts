/** How long the page in front has to itself, where the browser does not say when it is idle. */
const CALM_MS = 600;

/** Calls `run` once when the page is at rest, or after 2.4 s if it never is, unless the returned function is called before. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, CALM_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: 4 * CALM_MS });
  return () => cancelIdleCallback(handle);
}
