/** What the last answers say about the server: can it be reached, and does it know us? */
export interface Connection {
  reachable: boolean;
  signedIn: boolean;
}

let connection: Connection = { reachable: true, signedIn: true };
const listeners = new Set<() => void>();

export function readConnection(): Connection {
  return connection;
}

export function reportConnection(change: Partial<Connection>): void {
  const next = { ...connection, ...change };
  if (next.reachable === connection.reachable && next.signedIn === connection.signedIn) return;
  connection = next;
  for (const listener of listeners) listener();
}

/** Calls `listener` on every change, until the returned function is called. */
export function watchConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
