import type { Trigger, TriggerInput } from '@postmap/server/contract';

/** Delay, throttle and order of a trigger as they are being edited: empty where they are not used. */
export interface TimingDraft {
  delayMinutes: string;
  throttleLimit: string;
  throttleSeconds: string;
  throttleKey: string;
  orderingKey: string;
  blockAfter: string;
}

type Timing = Pick<TriggerInput, 'delayMinutes' | 'throttle' | 'orderingKey' | 'blockAfter'>;

export const emptyTiming: TimingDraft = {
  delayMinutes: '',
  throttleLimit: '1',
  throttleSeconds: '60',
  throttleKey: '',
  orderingKey: '',
  blockAfter: '',
};

export function toTimingDraft({
  delayMinutes,
  throttle,
  orderingKey,
  blockAfter,
}: Pick<Trigger, keyof Timing>): TimingDraft {
  return {
    delayMinutes: delayMinutes === 0 ? '' : String(delayMinutes),
    throttleLimit: throttle === null ? emptyTiming.throttleLimit : String(throttle.limit),
    throttleSeconds: throttle === null ? emptyTiming.throttleSeconds : String(throttle.perSeconds),
    throttleKey: throttle?.key ?? '',
    orderingKey: orderingKey ?? '',
    blockAfter: blockAfter === null ? '' : String(blockAfter),
  };
}

/** What to send; or the place, as the server would name it, that cannot be read yet. A throttle without a key is none. */
export function readTiming(draft: TimingDraft): { timing: Timing } | { path: string; message: string } {
  const delayMinutes = draft.delayMinutes.trim() === '' ? 0 : readWhole(draft.delayMinutes);
  if (delayMinutes === null) return { path: 'delayMinutes', message: 'Write whole minutes, such as 30' };
  const key = draft.throttleKey.trim();
  const limit = readWhole(draft.throttleLimit);
  const perSeconds = readWhole(draft.throttleSeconds);
  if (key !== '' && limit === null) return { path: 'throttle.limit', message: 'Write a whole number' };
  if (key !== '' && perSeconds === null) return { path: 'throttle.perSeconds', message: 'Write whole seconds' };
  const orderingKey = draft.orderingKey.trim();
  const isBlockGiven = orderingKey !== '' && draft.blockAfter.trim() !== '';
  const blockAfter = isBlockGiven ? readWhole(draft.blockAfter) : null;
  if (isBlockGiven && blockAfter === null) return { path: 'blockAfter', message: 'Write whole minutes, or nothing' };
  return {
    timing: {
      delayMinutes,
      throttle: key === '' || limit === null || perSeconds === null ? null : { limit, perSeconds, key },
      orderingKey: orderingKey === '' ? null : orderingKey,
      blockAfter,
    },
  };
}

/** Whether anything of it is used. */
export function hasTiming({ delayMinutes, throttleKey, orderingKey }: TimingDraft): boolean {
  return [delayMinutes, throttleKey, orderingKey].some((text) => text.trim() !== '');
}

/** The place in a trigger that a field of the draft is about; undefined for another's field. */
export function placeTiming(key: string): string | undefined {
  if (!Object.hasOwn(emptyTiming, key)) return undefined;
  return key.startsWith('throttle') ? 'throttle' : key;
}

function readWhole(text: string): number | null {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}
