import { z } from 'zod';

/** What the stream tells of. `triggers` also stands for what Postmap itself does to one, such as pausing it. */
export const LIVE_TOPICS = [
  'events',
  'deliveries',
  'inbox',
  'samples',
  'feeds',
  'customers',
  'templates',
  'triggers',
  'keys',
  'catalog',
  'settings',
] as const;
export const liveTopicSchema = z.enum(LIVE_TOPICS);
export type LiveTopic = z.infer<typeof liveTopicSchema>;

/** That something of a topic was added, changed or removed. Without `ids` it may be any of them. */
export const changeSchema = z.object({ topic: liveTopicSchema, ids: z.array(z.string()).optional() });
export type Change = z.infer<typeof changeSchema>;

/** Data of a message `changes` of GET /stream. It says that things changed, never what they are now. */
export const changesSchema = z.object({ changes: z.array(changeSchema) });
export type Changes = z.infer<typeof changesSchema>;
