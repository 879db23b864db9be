import { STATUS_CODES } from 'node:http';
import type { Attempt } from '../contract/index.ts';
import type { DeliveryRecord } from './delivery-store.ts';

export interface DeliveryStanding {
  delivery: Pick<DeliveryRecord, 'status' | 'reason' | 'nextAttemptAt' | 'heldBy'>;
  /** Oldest first. */
  attempts: readonly Attempt[];
  /** Why its trigger is paused, null when it runs; `''` when a person paused it. */
  pausedBecause: string | null;
  now: number;
}

/** Why a delivery stands where it stands, in whole sentences; null when all is well. */
export function explainDelivery({ delivery, attempts, pausedBecause, now }: DeliveryStanding): string | null {
  const { status, reason, nextAttemptAt, heldBy } = delivery;
  const tries = describeTries(attempts);
  switch (status) {
    case 'succeeded':
      return null;
    case 'scheduled':
    case 'retrying':
      return joinSentences([
        tries,
        // Without a try behind it: what has to come first, such as a mail server.
        reason,
        heldBy === null
          ? describeWait(nextAttemptAt, pausedBecause, now, attempts.length > 0)
          : `It has the same ordering key as ${heldBy}, which goes first: it waits until that has ended`,
      ]);
    case 'sending':
      return joinSentences([tries, 'A try is under way']);
    case 'failed-to-render':
      return joinSentences([
        reason ?? 'The template failed on this event',
        'Nothing was sent: correct the template, publish it, and retry',
      ]);
    case 'exhausted':
    case 'cancelled':
      return joinSentences([tries, reason]);
    default:
      return joinSentences([reason]);
  }
}

/** "The endpoint answered 503 Service Unavailable three times": the newest tries that ended alike, in one sentence. */
function describeTries(attempts: readonly Attempt[]): string | null {
  const failed = attempts.filter(({ outcome }) => outcome === 'failed' || outcome === 'interrupted');
  const newest = failed.at(-1);
  if (newest === undefined) return null;
  const alike = failed.length - 1 - failed.findLastIndex((attempt) => nameEnd(attempt) !== nameEnd(newest));
  const before = failed.length - alike;
  const earlier = before === 0 ? '' : `, after ${countWord(before)} other failed ${before === 1 ? 'try' : 'tries'}`;
  if (newest.outcome === 'interrupted')
    return `Postmap was stopped during a try; the endpoint may have taken it${earlier}`;
  if (newest.response === null || newest.request.method === 'EMAIL')
    return `${newest.summary}${alike === 1 ? '' : ` (${timesWord(alike)})`}${earlier}`;
  const { status } = newest.response;
  if (alike === 1) return `${newest.summary}${earlier}`;
  return `The endpoint answered ${`${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()} ${timesWord(alike)}${earlier}`;
}

function nameEnd({ outcome, response, failure }: Attempt): string {
  return outcome === 'interrupted' ? outcome : String(response?.status ?? failure?.code ?? '');
}

function describeWait(at: number | null, pausedBecause: string | null, now: number, tried: boolean): string | null {
  if (pausedBecause !== null) {
    const because = pausedBecause === '' ? '' : `: ${lowerFirst(pausedBecause)}`;
    return `It waits because the trigger is paused${because}`;
  }
  if (at === null) return null;
  const name = tried ? 'Next try' : 'First try';
  return at <= now ? `${name} is due now` : `${name} in ${formatWait(at - now)}`;
}

/** A wait for people: the largest unit, and the next one where it matters. */
export function formatWait(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return countUnit(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return countUnit(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return joinUnits(countUnit(Math.floor(hours / 24), 'day'), hours % 24, 'hour');
  return joinUnits(countUnit(hours, 'hour'), minutes % 60, 'minute');
}

function joinUnits(large: string, count: number, unit: string): string {
  return count === 0 ? large : `${large} ${countUnit(count, unit)}`;
}

function countUnit(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function countWord(count: number): string {
  return WORDS[count] ?? String(count);
}

function timesWord(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${countWord(count)} times`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function joinSentences(parts: readonly (string | null)[]): string | null {
  const sentences = parts.filter((part) => part !== null && part !== '').map((part) => `${part?.replace(/\.$/, '')}.`);
  return sentences.length === 0 ? null : sentences.join(' ');
}
