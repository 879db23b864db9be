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
  'sessions',
  'audit',
  'catalog',
  'settings',
] as const;
export const liveTopicSchema = z.enum(LIVE_TOPICS);
export type LiveTopic = z.infer<typeof liveTopicSchema>;

/** That something of a topic was added, changed or removed. Without `ids` it may be any of them. */
export const changeSchema = z.object({ topic: liveTopicSchema, ids: z.array(z.string()).optional() });
export type Change = z.infer<typeof changeSchema>;

/**
 * Header of every answer to a GET under /api/v1: `<run>.<number>`. Changes are numbered from the start of a server, which is its `run`; the
 * answer takes in at least those up to `number`.
 */
export const CHANGES_HEADER = 'Postmap-Changes';

/**
 * Data of the message `begin`, the first of GET /stream: the number of the newest change, and for each topic that has changed in this `run` the
 * number of its newest. What was read before, and is of a topic with a higher number than its answer, may be out of date.
 */
export const streamBeginSchema = z.object({
  run: z.string(),
  number: z.number().int(),
  topics: z.partialRecord(liveTopicSchema, z.number().int()),
});
export type StreamBegin = z.infer<typeof streamBeginSchema>;

/**
 * Data of a message `changes` of GET /stream. It says that things changed, never what they are now. With it, everything up to the change
 * `number` has been told.
 */
export const changesSchema = z.object({ number: z.number().int(), changes: z.array(changeSchema) });
export type Changes = z.infer<typeof changesSchema>;
