import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/shell/settings/$section');

/** What of the catalog is shown, as the address has it. */
export interface CatalogPlace {
  /** What is searched for. */
  q?: string;
  /** The name of the event type that is open. */
  type?: string;
  /** The name of the payload kind that is open. */
  kind?: string;
  /** `type` or `kind` while one is added. */
  add?: string;
}

/** Where in the catalog one is, and the way to another place. */
export function useCatalogPlace(): CatalogPlace & { show: (place: CatalogPlace, replace?: boolean) => void } {
  const { q, type, kind, add } = route.useSearch();
  const navigate = route.useNavigate();
  return {
    q,
    type,
    kind,
    add,
    show: (place, replace = false) =>
      void navigate({ to: '/settings/$section', params: { section: 'catalog' }, search: { ...place }, replace }),
  };
}
