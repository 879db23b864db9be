import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { customersQuery } from '../../api/customers.ts';
import { templatesQuery } from '../../api/templates.ts';
import { triggersQuery } from '../../api/triggers.ts';
import { usePalette } from '../../state/usePalette.ts';
import { pages } from './pages.ts';

const groupClass =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-mut';

/** ⌘K: go to any page, customer, template or trigger by name. */
export function CommandPalette() {
  const { open, setOpen } = usePalette();
  const navigate = useNavigate();
  const customers = useQuery({ ...customersQuery(), enabled: open });
  const templates = useQuery({ ...templatesQuery(), enabled: open });
  const triggers = useQuery({ ...triggersQuery(), enabled: open });
  const go = (path: string) => {
    setOpen(false);
    void navigate({ to: path });
  };
  return (
    <Command.Dialog
      open={open}
      onOpenChange={setOpen}
      label="Go to"
      overlayClassName="fixed inset-0 z-50 bg-veil"
      contentClassName="fixed top-[14vh] left-1/2 z-50 w-[min(560px,calc(100vw-48px))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-canvas shadow-lift outline-none"
    >
      <Command.Input
        placeholder="Go to a page, customer, template or trigger…"
        className="h-11 w-full border-b border-line-soft bg-transparent px-4 text-[14px] outline-none"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-2 py-6 text-center text-mut">Nothing has this name.</Command.Empty>
        <Command.Group heading="Pages" className={groupClass}>
          {pages.map((page) => (
            <Entry key={page.to} id={page.to} name={page.title} onSelect={() => go(page.to)} />
          ))}
        </Command.Group>
        <Command.Group heading="Customers" className={groupClass}>
          {customers.data?.map((customer) => (
            <Entry
              key={customer.id}
              id={customer.id}
              name={customer.name}
              detail={customer.externalId ?? undefined}
              onSelect={() => go(`/customers/${customer.id}`)}
            />
          ))}
        </Command.Group>
        <Command.Group heading="Templates" className={groupClass}>
          {templates.data?.map((template) => (
            <Entry
              key={template.id}
              id={template.id}
              name={template.name}
              detail={template.eventType ?? undefined}
              onSelect={() => go(`/templates/${template.id}`)}
            />
          ))}
        </Command.Group>
        <Command.Group heading="Triggers" className={groupClass}>
          {triggers.data?.map((trigger) => (
            <Entry
              key={trigger.id}
              id={trigger.id}
              name={trigger.name}
              detail={trigger.customerName}
              onSelect={() => go(`/customers/${trigger.customerId}/triggers/${trigger.id}`)}
            />
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}

function Entry({ id, name, detail, onSelect }: { id: string; name: string; detail?: string; onSelect: () => void }) {
  return (
    <Command.Item
      value={`${name} ${detail ?? ''} ${id}`}
      onSelect={onSelect}
      className="flex h-8 items-center gap-2 rounded-md px-2 aria-selected:bg-accent-soft aria-selected:text-accent"
    >
      <span className="truncate">{name}</span>
      {detail !== undefined && <span className="ml-auto shrink-0 text-sm text-mut">{detail}</span>}
    </Command.Item>
  );
}
