import { SkeletonRows } from '../../components/Skeleton.tsx';
import { Table } from '../../components/Table.tsx';
import { CatalogHead } from './CatalogHead.tsx';
import { CATALOG_COLUMNS } from './KindGroup.tsx';

export function CatalogSkeleton() {
  return (
    <>
      <CatalogHead />
      <div className="@container">
        <Table label="Event types" columns={CATALOG_COLUMNS}>
          <SkeletonRows columns={CATALOG_COLUMNS} rows={10} />
        </Table>
      </div>
    </>
  );
}
