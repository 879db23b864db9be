/** The brand mark: two points and the line between them. */
export function Logo({ className = 'size-5' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 22 22" fill="none" aria-hidden>
      <circle cx="4" cy="5" r="3" fill="var(--accent)" />
      <circle cx="18" cy="17" r="3" fill="var(--accent)" />
      <path d="M7 5c7 0 1 12 8 12" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  );
}
