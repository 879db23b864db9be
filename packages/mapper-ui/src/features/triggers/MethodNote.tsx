import type { TemplateResource } from '@postmap/server/contract';
import { clsx } from 'clsx';
import { Button } from '../../components/Button.tsx';
import { adviseMethod } from '../../core/template-names.ts';
import type { DestinationMethod } from '../../core/destination-draft.ts';

interface MethodNoteProps {
  format: TemplateResource['format'];
  method: DestinationMethod;
  onMethod: (method: DestinationMethod) => void;
}

/** Says when a template's format does not go with the destination's method, and offers the one that does. */
export function MethodNote({ format, method, onMethod }: MethodNoteProps) {
  const advice = adviseMethod(format, method);
  if (advice === null) return null;
  return (
    <p
      role={advice.refused ? 'alert' : 'note'}
      className={clsx(
        'flex items-center gap-3 rounded-md px-2.5 py-2',
        advice.refused ? 'bg-bad-soft text-bad' : 'bg-warn-soft',
      )}
    >
      <span className="min-w-0 flex-1">{advice.message}</span>
      <Button onClick={() => onMethod(advice.method)}>Use {advice.method}</Button>
    </p>
  );
}
