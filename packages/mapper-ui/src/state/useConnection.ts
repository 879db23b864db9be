import { useSyncExternalStore } from 'react';
import { readConnection, watchConnection } from '../api/connection.ts';
import type { Connection } from '../api/connection.ts';

export function useConnection(): Connection {
  return useSyncExternalStore(watchConnection, readConnection);
}
