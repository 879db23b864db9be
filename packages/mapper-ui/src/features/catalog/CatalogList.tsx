import type { CatalogEntry, KindEntry } from '@postmap/server/contract';
import { Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { Table } from '../../components/Table.tsx';
import { groupCatalog } from '../../core/catalog-groups.ts';
import { useRole } from '../../state/useRole.ts';
import { CatalogHead } from './CatalogHead.tsx';
import { CATALOG_COLUMNS, KindGroup } from './KindGroup.tsx';
import { useCatalogPlace } from './useCatalogPlace.ts';

/** All event types, searchable, under their payload kinds. */
export function CatalogList({ types, kinds }: { types: readonly CatalogEntry[]; kinds: readonly KindEntry[] }) {
  const { q = '', show } = useCatalogPlace();
  const { mayEdit } = useRole();
  const groups = groupCatalog(types, kinds, q);
  const shown = groups.reduce((count, group) => count + group.types.length, 0);
  const off = types.filter(({ enabled }) => !enabled).length;
  const actions = mayEdit && (
    <>
      <Button onClick={() => show({ add: 'kind' })}>Add payload kind</Button>
      <Button variant="primary" icon={<Plus />} onClick={() => show({ add: 'type' })}>
        Add event type
      </Button>
    </>
  );
  return (
    <>
      <CatalogHead actions={actions} />
      <div className="flex items-center gap-3 px-5 pb-2.5 max-[760px]:px-4">
        <SearchInput
          label="Search the catalog"
          className="w-full max-w-[420px]"
          value={q}
          onChange={(next) => show(next === '' ? {} : { q: next }, true)}
          placeholder="Search names, other names, payload kinds"
        />
        <output className="figures ml-auto shrink-0 text-sm whitespace-nowrap text-mut">
          {q === '' ? `${types.length} event types` : `${shown} of ${types.length}`}
          {q === '' && off > 0 && ` · ${off} off`}
        </output>
      </div>
      <div className="@container">
        <Table label="Event types" columns={CATALOG_COLUMNS}>
          {groups.map((group) => (
            <KindGroup key={group.kind.name} {...group} />
          ))}
        </Table>
      </div>
      {groups.length === 0 && (
        <EmptyState title="Nothing matches">
          No event type or payload kind has “{q}” in its title, its name or another name.
        </EmptyState>
      )}
    </>
  );
}
