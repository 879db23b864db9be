import type { CatalogEntry, EventTypeInput } from '@postmap/server/contract';

/** An event type as it is typed: `aliases` one a line, `when` empty for none. */
export interface EventTypeDraft {
  name: string;
  title: string;
  description: string;
  aliases: string;
  kind: string;
  enabled: boolean;
  from: string[];
  when: string;
}

export function startTypeDraft(kind: string): EventTypeDraft {
  return { name: '', title: '', description: '', aliases: '', kind, enabled: true, from: [], when: '' };
}

export function toTypeDraft({ aliases, from, when, ...type }: CatalogEntry): EventTypeDraft {
  const { name, title, description, kind, enabled } = type;
  return { name, title, description, kind, enabled, aliases: aliases.join('\n'), from: [...from], when: when ?? '' };
}

export function readTypeDraft({ aliases, when, ...draft }: EventTypeDraft): EventTypeInput {
  return {
    ...draft,
    name: draft.name.trim(),
    aliases: aliases
      .split('\n')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
    when: when.trim() === '' ? null : when,
  };
}
