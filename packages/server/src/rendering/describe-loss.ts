import { diagnosticCodes } from '@postmap/engine';
import type { Diagnostic, DiagnosticCode } from '@postmap/engine';
import type { LossCause } from './render-process.ts';

/** Says for people why a task has no answer. */
export function describeLoss(cause: LossCause, deadlineMs: number): Diagnostic {
  if (cause === 'memory') return describe('budget-memory', LOSS_WORDS[cause]);
  if (cause !== 'deadline') return describe('render-crashed', LOSS_WORDS[cause]);
  return describe(
    'budget-time',
    `rendering was ended after ${deadlineMs} ms: the template does too much work on this payload`,
  );
}

const LOSS_WORDS: Readonly<Record<Exclude<LossCause, 'deadline'>, string>> = {
  memory: 'rendering was ended for its memory: the template builds too large a value',
  crash: 'the render process died: the template builds too large a value or nests without end',
  unsent: 'the render process ended before it could begin',
  unavailable: 'no render process can be started at the moment',
  closed: 'Postmap is shutting down',
};

function describe(code: DiagnosticCode, message: string): Diagnostic {
  return { code, severity: diagnosticCodes[code].severity, message };
}
