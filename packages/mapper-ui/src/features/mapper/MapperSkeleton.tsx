import { Skeleton } from '../../components/Skeleton.tsx';

/** The mapper's frame while its template loads. */
export function MapperSkeleton() {
  return (
    <output aria-label="Loading the template" className="grid h-full grid-rows-[48px_1fr_32px]">
      <div className="flex items-center gap-3 border-b border-line px-3">
        <Skeleton className="w-56" />
      </div>
      <div className="grid grid-cols-[26%_1fr_28%] divide-x divide-line">
        {['w-3/5', 'w-2/5', 'w-1/2'].map((width) => (
          <div key={width} className="flex flex-col gap-4 p-4">
            <Skeleton className={width} />
            <Skeleton className="w-4/5" />
            <Skeleton className="w-2/3" />
          </div>
        ))}
      </div>
      <div className="border-t border-line bg-sub" />
    </output>
  );
}
