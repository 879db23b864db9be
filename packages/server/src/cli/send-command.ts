import { findNearestName } from '@postmap/engine';
import { z } from 'zod';
import { acceptedSchema, feedSchema } from '../contract/index.ts';
import type { Accepted } from '../contract/index.ts';
import { JSON_OPTION } from './command.ts';
import type { Command, CommandArguments } from './command.ts';
import { CommandError, UsageError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import { followDeliveries, isOver } from './follow-deliveries.ts';
import type { FollowedDelivery } from './follow-deliveries.ts';
import { readInputBytes } from './read-input.ts';
import { askServer, openServerClient } from './server-client.ts';
import type { ServerClient } from './server-client.ts';
import { paint, paintError, print, printError, printJson } from './terminal.ts';

const DEFAULT_TIMEOUT_SECONDS = 30;

/** What ended without being sent has not failed: a filter or a limit wanted it so. */
const FAILED: ReadonlySet<string> = new Set(['exhausted', 'cancelled', 'failed-to-render']);

export const sendCommand: Command = {
  usage: 'send --event FILE [--feed NAME | --to URL] [--wait] [--json]',
  about:
    'Posts an event, byte for byte, and prints its id, its types and its deliveries. FILE may be - for standard input.\nWithout --to it goes to the running server, with the key in the data folder, into feed "default" or the one named.\nWith --wait it follows the deliveries, and fails unless every one succeeds.',
  options: {
    event: { type: 'string', short: 'e', value: 'FILE', text: 'the event, JSON' },
    feed: { type: 'string', value: 'NAME', text: "the feed, by name or id (needs the server's key)" },
    to: { type: 'string', value: 'URL', text: "a feed's ingest URL, which needs no key" },
    wait: { type: 'boolean', short: 'w', text: "follow the deliveries to their ends (needs the server's key)" },
    timeout: {
      type: 'string',
      value: 'SECONDS',
      text: `how long to follow them, ${DEFAULT_TIMEOUT_SECONDS} unless said`,
    },
    json: JSON_OPTION,
  },
  maxPositionals: 0,
  examples: [
    'send --event samples/payloads/order_updated.json --feed demo --wait',
    'send --event - --to http://127.0.0.1:8420/in/TOKEN < samples/payloads/shipment_shipped.json',
  ],
  async run(given) {
    const { file, to, feed, wait, timeoutMs } = readOptions(given);
    const body = await readInputBytes(file);
    if (to !== undefined) {
      report(await askServer(acceptedSchema, to, { method: 'POST', body }), given);
      return EXIT.done;
    }
    const client = await openServerClient();
    const accepted = await post(client, feed, body);
    if (!wait) {
      report(accepted, given);
      return EXIT.done;
    }
    if (!given.flag('json')) reportEvent(accepted);
    const onChange = given.flag('json') ? () => undefined : tell;
    const deliveries = await followDeliveries(client, accepted, { timeoutMs, onChange });
    if (given.flag('json')) printJson({ ...accepted, deliveries });
    for (const { id } of deliveries.filter((delivery) => !isOver(delivery)))
      printError(`${id} is not over after ${timeoutMs / 1000} s: it goes on without being followed.`);
    return deliveries.every((delivery) => isOver(delivery) && !FAILED.has(delivery.status)) ? EXIT.done : EXIT.failed;
  },
};

function readOptions(given: CommandArguments) {
  const [file, feed, to, timeout] = [given.text('event'), given.text('feed'), given.text('to'), given.text('timeout')];
  if (file === undefined) throw new UsageError('Say which event: --event FILE.');
  if (feed !== undefined && to !== undefined) throw new UsageError('Give --feed or --to, not both.');
  const wait = given.flag('wait');
  if (wait && to !== undefined)
    throw new UsageError("--wait needs the server's key: name the feed with --feed instead of --to.");
  if (timeout !== undefined && !wait) throw new UsageError('--timeout goes with --wait.');
  const seconds = Number(timeout ?? DEFAULT_TIMEOUT_SECONDS);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new UsageError(`--timeout is a number of seconds, up to 86400, not "${timeout}".`);
  return { file, feed, wait, timeoutMs: seconds * 1000, to: to === undefined ? undefined : readUrl(to) };
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--to is the ingest URL of a feed, such as http://127.0.0.1:8420/in/TOKEN, not "${text}".`);
  return url;
}

async function post(client: ServerClient, feed: string | undefined, body: Buffer): Promise<Accepted> {
  if (feed !== undefined) await requireFeed(client, feed);
  const query = feed === undefined ? '' : `?feed=${encodeURIComponent(feed)}`;
  return await client.ask(acceptedSchema, `/api/v1/events${query}`, { method: 'POST', body });
}

const feedPageSchema = z.object({ items: z.array(feedSchema.pick({ id: true, name: true })), nextCursor: z.unknown() });

/** Says which feeds there are; where they are too many to list, the server decides. */
async function requireFeed(client: ServerClient, feed: string): Promise<void> {
  const { items, nextCursor } = await client.ask(feedPageSchema, '/api/v1/feeds?limit=200');
  if (nextCursor !== null || items.some(({ id, name }) => id === feed || name === feed)) return;
  const names = items.map(({ name }) => name);
  const near = findNearestName(feed, names);
  const hint = near === undefined ? `There are: ${names.join(', ')}.` : `Did you mean "${near}"?`;
  throw new CommandError(`There is no feed "${feed}". ${hint}`, EXIT.wrongUse);
}

function report(accepted: Accepted, given: CommandArguments): void {
  if (given.flag('json')) {
    printJson(accepted);
    return;
  }
  reportEvent(accepted);
  for (const { id, triggerId, status } of accepted.deliveries) print(`  ${id}  ${triggerId}  ${status}`);
}

function reportEvent({ eventId, types, deliveries, warnings = [] }: Accepted): void {
  print(`${eventId}  ${types.length === 0 ? 'no event type' : types.join(', ')}`);
  if (deliveries.length === 0) print('  no deliveries');
  for (const warning of warnings) printError(`${paintError('yellow', 'warning')}: ${warning}`);
}

/** Of a delivery on its way there is nothing to tell. */
function tell(delivery: FollowedDelivery): void {
  if (delivery.status !== 'sending' && delivery.status !== 'scheduled') print(describe(delivery));
}

function describe({ id, triggerName, status, reason, nextAttemptAt, attempts }: FollowedDelivery): string {
  const last = attempts.at(-1);
  const colour = FAILED.has(status) ? 'red' : status === 'succeeded' ? 'green' : 'yellow';
  const parts = [
    `  ${id}  ${triggerName}  ${paint(colour, status)}`,
    ...(last === undefined || last.outcome === 'in-progress' ? [] : [`attempt ${last.number}: ${last.summary}`]),
    ...(reason === null ? [] : [reason]),
    ...(status === 'retrying' && nextAttemptAt !== null ? [`next attempt at ${nextAttemptAt}`] : []),
  ];
  return parts.join('  ');
}
