interface ShellPage {
  to: string;
  title: string;
  /** The server shows it to nobody below an editor. */
  editorsOnly?: boolean;
}

/** The pages of the sidebar and of the palette, in order. */
export const pages = [
  { to: '/', title: 'Home' },
  { to: '/customers', title: 'Customers' },
  { to: '/triggers', title: 'Triggers' },
  { to: '/templates', title: 'Templates' },
  { to: '/deliveries', title: 'Deliveries' },
  { to: '/events', title: 'Events' },
  { to: '/inbox', title: 'Inbox', editorsOnly: true },
] as const satisfies readonly ShellPage[];

/** The pages that somebody may open. */
export function listPages(mayEdit: boolean): readonly (typeof pages)[number][] {
  return pages.filter((page) => mayEdit || !('editorsOnly' in page));
}
