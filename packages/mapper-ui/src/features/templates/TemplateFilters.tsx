import type { TemplateResource } from '@postmap/server/contract';
import { ChoiceChip } from '../../components/ChoiceChip.tsx';
import { SearchInput } from '../../components/SearchInput.tsx';
import { isInState, TEMPLATE_STATE_NAMES, TEMPLATE_STATES } from '../../core/template-list.ts';
import { FORMAT_OPTIONS } from '../../core/template-names.ts';

interface TemplateSearch {
  q?: string | undefined;
  state?: string | undefined;
  format?: string | undefined;
}

interface TemplateFiltersProps {
  search: TemplateSearch;
  /** All of them: each choice says how many it has. */
  templates: readonly TemplateResource[];
  onChange: (change: TemplateSearch) => void;
}

export function TemplateFilters({ search, templates, onChange }: TemplateFiltersProps) {
  const states = TEMPLATE_STATES.filter((state) => state !== 'any').map((state) => ({
    value: state,
    label: TEMPLATE_STATE_NAMES[state],
    hint: String(templates.filter((template) => isInState(template, state)).length),
  }));
  const formats = FORMAT_OPTIONS.map(({ value, label }) => ({
    value,
    label,
    hint: String(templates.filter(({ format }) => format === value).length),
  }));
  return (
    <search
      aria-label="Filter templates"
      className="flex flex-wrap items-center gap-2 border-b border-line-soft px-5 py-2.5 max-[760px]:px-4"
    >
      <SearchInput
        label="Search templates"
        className="min-w-52 flex-1 max-[760px]:basis-full"
        value={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        placeholder="Search names, event types, languages"
      />
      <ChoiceChip name="state" value={search.state} options={states} onChange={(state) => onChange({ state })} />
      <ChoiceChip name="format" value={search.format} options={formats} onChange={(format) => onChange({ format })} />
    </search>
  );
}
