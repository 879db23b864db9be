import type { Alert, Page, PageQuery } from '../contract/index.ts';

/** An alert as it is raised; `at` is UTC milliseconds. */
export interface NewAlert {
  level: string;
  at: number;
  message: string;
}

/** Alerts are raised with the end of the try that gives the reason: see `NextState`. */
export interface AlertStore {
  /** Newest first; `open` leaves out those of deliveries that have succeeded or were cancelled. Rejects with InvalidCursor. */
  list(query: PageQuery & { open?: boolean | undefined; deliveryId?: string | undefined }): Promise<Page<Alert>>;
}
