import { Lock } from 'lucide-react';
import { useRole } from '../../state/useRole.ts';

/** Says to everybody else that only an admin changes this. */
export function AdminNote() {
  const { role, mayAdminister } = useRole();
  if (role === undefined || mayAdminister) return null;
  return (
    <p className="flex items-start gap-2 rounded-md bg-hover px-3 py-2">
      <Lock className="mt-[3px] size-3.5 shrink-0 text-mut" aria-hidden />
      You are signed in as {role}: an admin can change this.
    </p>
  );
}
