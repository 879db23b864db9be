import { Lock } from 'lucide-react';

/** Says that an environment variable sets what is shown. */
export function SetByNote({ variable, children }: { variable: string; children: string }) {
  return (
    <p className="flex items-start gap-2 rounded-md bg-hover px-3 py-2">
      <Lock className="mt-[3px] size-3.5 shrink-0 text-mut" aria-hidden />
      <span>
        {children} set by <code className="mono">{variable}</code>. To change it here, remove the variable and start
        Postmap again.
      </span>
    </p>
  );
}
