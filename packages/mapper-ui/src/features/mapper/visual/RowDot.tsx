import type { Scalar } from '@postmap/engine';
import { clsx } from 'clsx';
import { describeWanted } from '../../../core/mapping/describe-line.ts';
import { quoteCode } from '../../../core/split-code.ts';

interface RowDotProps {
  severity: 'error' | 'warning' | 'info' | undefined;
  message: string | undefined;
  /** What the target's sample has, where the row gives something else. */
  wanted: Scalar | undefined;
  /** The row gives something for the sample, or need not. */
  gives: boolean;
}

const looks = {
  error: 'size-2 bg-bad',
  warning: 'size-2 bg-warn',
  info: 'size-2 bg-ok',
  ok: 'size-2 bg-ok',
  nothing: 'size-2 border border-faint',
  // A ring and no disc: its colour is not all that tells it from the others.
  differs: '-m-px size-2.5 border-2 border-warn',
};

/** Whether all is well with a row. */
export function RowDot(props: RowDotProps) {
  const look = chooseLook(props);
  return <span title={explain(props, look)} className={clsx('shrink-0 rounded-full', looks[look])} />;
}

function chooseLook({ severity, wanted, gives }: RowDotProps): keyof typeof looks {
  if (severity === 'error' || severity === 'warning') return severity;
  if (wanted !== undefined) return 'differs';
  return severity ?? (gives ? 'ok' : 'nothing');
}

function explain({ message, wanted }: RowDotProps, look: keyof typeof looks): string | undefined {
  if (message !== undefined) return quoteCode(message);
  if (wanted !== undefined) return describeWanted(wanted);
  return look === 'nothing' ? 'Gives nothing for this sample' : undefined;
}
