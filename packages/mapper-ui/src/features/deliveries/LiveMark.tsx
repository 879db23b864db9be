/** Says whether the list keeps itself up to date. */
export function LiveMark({ live }: { live: boolean }) {
  return (
    <span
      className="inline-flex h-7 items-center gap-1.5 rounded-md border border-line px-2.5"
      title={
        live ? 'Refreshes every two seconds' : 'Not refreshing: you have gone far back, or the server does not answer'
      }
    >
      <span aria-hidden className={live ? 'size-2 rounded-full bg-ok' : 'size-2 rounded-full bg-faint'} />
      {live ? 'Live' : 'Paused'}
    </span>
  );
}
