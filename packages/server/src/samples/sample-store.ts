import type { Page, PageQuery, Sample } from '../contract/index.ts';

/** Samples that people saved; built-in ones come from the `samples/` folder. */
export interface SampleStore {
  get(id: string): Promise<Sample | undefined>;
  list(query: PageQuery & { eventType?: string | undefined }): Promise<Page<Sample>>;
  put(sample: Sample): Promise<void>;
  delete(id: string): Promise<boolean>;
}
