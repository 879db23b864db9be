import type { CatalogEntry } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeError } from '../../api/api-error.ts';
import { changeEventType } from '../../api/catalog.ts';
import { Switch } from '../../components/Switch.tsx';
import { announce } from '../../components/Toast.tsx';
import { useRole } from '../../state/useRole.ts';

/** Switches an event type on or off at once. */
export function EnabledSwitch({ type, hideLabel = false }: { type: CatalogEntry; hideLabel?: boolean }) {
  const queries = useQueryClient();
  const { mayEdit } = useRole();
  const change = useMutation({
    mutationFn: (enabled: boolean) => changeEventType(type, { enabled }),
    onSuccess: ({ title, enabled }) => announce(`${title} is switched ${enabled ? 'on' : 'off'}`),
    onError: (error) => announce(`${type.title} stays as it was`, describeError(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['catalog'] }),
  });
  const wanted = change.isPending ? change.variables : type.enabled;
  return (
    <Switch
      label={hideLabel ? `${type.title} is on` : 'Reaches triggers'}
      hint={hideLabel ? undefined : 'Switched off, its events are kept and go nowhere.'}
      hideLabel={hideLabel}
      checked={wanted}
      disabled={!mayEdit || change.isPending}
      onChange={(enabled) => change.mutate(enabled)}
    />
  );
}
