import { compile, TemplateError } from '@postmap/engine';
import type { TriggerInput } from '../contract/index.ts';
import type { ProblemIssues } from '../http/problem-error.ts';

/** What keeps a trigger's delay, throttle and ordering key from working together. */
export function checkTiming({ throttle, orderingKey, blockAfter, retry }: TriggerInput): ProblemIssues {
  return [
    ...(throttle === null ? [] : checkKey(throttle.key, 'throttle.key')),
    ...(orderingKey === null ? [] : checkKey(orderingKey, 'orderingKey')),
    ...(orderingKey !== null && retry === 'until-success' && blockAfter === null
      ? [
          {
            path: 'blockAfter',
            message:
              'One delivery that never succeeds would hold up all behind it for ever: say after how many minutes it lets them go, or choose another retry policy.',
          },
        ]
      : []),
    ...(orderingKey === null && blockAfter !== null
      ? [{ path: 'blockAfter', message: 'It belongs to an ordering key: give one, or leave this out.' }]
      : []),
  ];
}

function checkKey(source: string, path: string): ProblemIssues {
  try {
    compile({ language: 'jsonata', source, format: 'json' });
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.diagnostics.map(({ message, span }) => ({
      path,
      message: span === undefined ? `${message}.` : `At character ${span.start + 1}: ${message}.`,
    }));
  }
}
