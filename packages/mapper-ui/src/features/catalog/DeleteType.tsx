import type { CatalogEntry } from '@postmap/server/contract';
import { deleteEventType } from '../../api/catalog.ts';
import { DeleteEntry } from './DeleteEntry.tsx';

export function DeleteType({ type }: { type: CatalogEntry }) {
  return (
    <DeleteEntry
      noun="event type"
      title={type.title}
      remove={() => deleteEventType(type.name)}
      consequence="Events on record stay. New events of this name are kept and reach no trigger, because Postmap no longer knows it."
    />
  );
}
