import { Pill } from './Pill.tsx';

/** Marks what the first start brought along. */
export function DemoPill() {
  return (
    <Pill tone="loop" title="Part of the demo: made at the first start, safe to delete">
      demo
    </Pill>
  );
}
