import { useIsFetching, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo, useRef, useState } from 'react';
import type { FocusEvent } from 'react';
import { customersQuery } from '../../api/customers.ts';
import { templatesQuery } from '../../api/templates.ts';
import { triggersQuery } from '../../api/triggers.ts';
import { scoreEntry } from '../../core/score-entry.ts';
import { listPageCommands } from '../../state/usePageCommands.ts';
import type { PageCommand } from '../../state/usePageCommands.ts';
import { leavePalette, takeWaitingKeys, usePalette } from '../../state/usePalette.ts';
import { useRole } from '../../state/useRole.ts';
import { useSettled } from '../../state/useSettled.ts';
import { listPages } from './pages.ts';
import { SETTINGS_SECTIONS } from './settings-sections.ts';
import { PaletteEntry, PaletteGroup } from './PaletteEntry.tsx';
import { PaletteFinds } from './PaletteFinds.tsx';

const actions = [
  { name: 'Add customer', path: '/customers?add=yes' },
  { name: 'New template', path: '/templates?add=yes' },
];
/** Shorter texts are in too many things. */
const fewestLetters = 3;

/** ⌘K: what the page in front can do, any page, customer, template or trigger by name, and a delivery by what it is about. */
export function CommandPalette() {
  const { open, setOpen } = usePalette();
  const { mayEdit } = useRole();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim(), 150);
  const customers = useQuery({ ...customersQuery(), enabled: open });
  const templates = useQuery({ ...templatesQuery(), enabled: open });
  const triggers = useQuery({ ...triggersQuery(), enabled: open });
  const isAsking = useIsFetching({ predicate: ({ queryKey }) => queryKey[1] === 'palette' }) > 0;
  const isLooking = isAsking || [customers, templates, triggers].some(({ isPending }) => isPending);
  const commands = useMemo(() => (open ? listPageCommands() : []), [open]);
  const chosen = useRef<PageCommand['id'] | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    setText('');
  };
  const choose = ({ id }: PageCommand) => {
    chosen.current = id;
    show(false);
  };
  // A command may take the keys: it comes after they are given back.
  const leave = (event: Event) => {
    event.preventDefault();
    leavePalette();
    const id = chosen.current;
    chosen.current = null;
    listPageCommands()
      .find((command) => command.id === id)
      ?.run();
  };
  const begin = ({ currentTarget: field }: FocusEvent<HTMLInputElement>) => {
    const typed = takeWaitingKeys();
    if (typed.text !== '') setText(typed.text);
    // Once what was typed is looked for.
    if (typed.entered)
      requestAnimationFrame(() => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
  };
  const go = (href: string) => {
    show(false);
    void navigate({ href });
  };
  return (
    <Dialog.Root open={open} onOpenChange={show}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={leave}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(560px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-canvas shadow-lift outline-none"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Command label="Go to" loop filter={scoreEntry}>
            <Command.Input
              value={text}
              onValueChange={setText}
              onFocus={begin}
              placeholder={`${commands.length > 0 ? 'Do something here, or go' : 'Go'} to a page, customer, template, order…`}
              className="h-11 w-full border-b border-line-soft bg-transparent px-4 text-[14px] text-ellipsis outline-none"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-2 py-6 text-center text-mut">
                {isLooking ? 'Looking…' : 'Nothing is found by this.'}
              </Command.Empty>
              {Array.from(
                Map.groupBy(commands, ({ heading }) => heading),
                ([heading, some]) => (
                  <PaletteGroup key={heading} heading={heading}>
                    {some.map((command) => (
                      <PaletteEntry
                        key={command.id}
                        id={command.id}
                        name={command.name}
                        detail={command.detail}
                        onSelect={() => choose(command)}
                      />
                    ))}
                  </PaletteGroup>
                ),
              )}
              <PaletteGroup heading="Pages">
                {listPages(mayEdit).map((page) => (
                  <PaletteEntry key={page.to} id={page.to} name={page.title} onSelect={() => go(page.to)} />
                ))}
                <PaletteEntry id="/docs" name="API reference" onSelect={() => go('/docs')} />
                <PaletteEntry
                  id="/docs/problems"
                  name="Problem codes"
                  detail="API reference"
                  onSelect={() => go('/docs/problems')}
                />
              </PaletteGroup>
              <PaletteGroup heading="Settings">
                {SETTINGS_SECTIONS.map(({ section, title }) => (
                  <PaletteEntry
                    key={section}
                    id={`settings ${section}`}
                    name={title}
                    detail="Settings"
                    onSelect={() => go(`/settings/${section}`)}
                  />
                ))}
              </PaletteGroup>
              {mayEdit && (
                <PaletteGroup heading="Actions">
                  {actions.map(({ name, path }) => (
                    <PaletteEntry key={path} id={path} name={name} onSelect={() => go(path)} />
                  ))}
                </PaletteGroup>
              )}
              <PaletteGroup heading="Customers">
                {customers.data?.map((customer) => (
                  <PaletteEntry
                    key={customer.id}
                    id={customer.id}
                    name={customer.name}
                    detail={customer.externalId ?? undefined}
                    onSelect={() => go(`/customers/${customer.id}`)}
                  />
                ))}
              </PaletteGroup>
              <PaletteGroup heading="Triggers">
                {triggers.data?.map((trigger) => (
                  <PaletteEntry
                    key={trigger.id}
                    id={trigger.id}
                    name={trigger.name}
                    detail={trigger.customerName}
                    onSelect={() => go(`/customers/${trigger.customerId}/triggers/${trigger.id}`)}
                  />
                ))}
              </PaletteGroup>
              <PaletteGroup heading="Templates">
                {templates.data?.map((template) => (
                  <PaletteEntry
                    key={template.id}
                    id={template.id}
                    name={template.name}
                    detail={template.eventType ?? undefined}
                    onSelect={() => go(`/templates/${template.id}`)}
                  />
                ))}
              </PaletteGroup>
              {open && asked.length >= fewestLetters && <PaletteFinds text={asked} onGo={go} />}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
