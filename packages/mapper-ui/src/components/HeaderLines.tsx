/** HTTP headers, a line each, names muted. */
export function HeaderLines({ headers }: { headers: readonly (readonly [string, string])[] }) {
  return headers.map(([name, value], index) => (
    <span key={`${index} ${name}`}>
      <span className="text-mut">{name}:</span> {value}
      {'\n'}
    </span>
  ));
}
