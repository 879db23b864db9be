/** The pages of the sidebar and of the palette, in order. */
export const pages = [
  { to: '/', title: 'Home' },
  { to: '/customers', title: 'Customers' },
  { to: '/templates', title: 'Templates' },
  { to: '/deliveries', title: 'Deliveries' },
  { to: '/inbox', title: 'Inbox' },
] as const;
