import { LANGUAGES } from '@postmap/engine';
import type { Language } from '@postmap/engine';
import { memo } from 'react';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import type { TemplateContent } from '../../core/mapper/template-draft.ts';
import { FORMAT_OPTIONS, LANGUAGE_NAMES } from '../../core/template-names.ts';
import type { Mode } from './visual/useVisual.ts';

interface EditorToolsProps extends Pick<TemplateContent, 'language' | 'format' | 'formatOptions'> {
  mode: Mode;
  onLanguage: (language: Language) => void;
  onChange: (change: Partial<TemplateContent>) => void;
  /** Lays the text out. */
  onTidy: () => void;
}

const pickerClass =
  'shrink-0 !h-6 !gap-1 !border-transparent !bg-transparent !px-1.5 text-mut hover:!bg-hover hover:text-ink';
const LANGUAGE_OPTIONS = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
const FORMULA_OPTIONS = [
  { value: 'escape', label: 'Formulas escaped', hint: '=1+1 is sent as ’=1+1' },
  { value: 'keep', label: 'Formulas kept', hint: 'sent as they are' },
] as const;

/** What a template is written in and what it becomes, above its text: passed over while the text is typed in. */
export const EditorTools = memo(function EditorTools(props: EditorToolsProps) {
  const { language, format, formatOptions, mode, onLanguage, onChange, onTidy } = props;
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line-soft pr-2 pl-3.5">
      <h2 className="mr-1 max-[1099px]:sr-only">Template</h2>
      <Select
        label="Language"
        value={language}
        onChange={onLanguage}
        options={LANGUAGE_OPTIONS}
        className={pickerClass}
      />
      <span aria-hidden className="text-mut">
        →
      </span>
      <Select
        label="Format"
        value={format}
        onChange={(next) => onChange({ format: next })}
        options={FORMAT_OPTIONS}
        className={pickerClass}
      />
      {format === 'csv' && (
        <Select
          label="CSV cells that a spreadsheet would run as formulas"
          value={formatOptions.csvFormulas ?? 'escape'}
          onChange={(csvFormulas) => onChange({ formatOptions: { csvFormulas } })}
          options={FORMULA_OPTIONS}
          className={pickerClass}
        />
      )}
      <span className="ml-auto min-w-0 flex-1 truncate text-right text-sm text-mut max-[1279px]:hidden">
        {mode === 'visual'
          ? '↵ edits · N adds a field · . lists commands'
          : 'Ctrl+Space completes · F1 explains · Ctrl+M frees Tab'}
      </span>
      {language === 'jsonata' && (
        <Button
          variant="quiet"
          onClick={onTidy}
          aria-keyshortcuts="Shift+Alt+F"
          title="Lays the text out (Shift+Alt+F)"
          className="!h-6 !px-1.5 max-[1279px]:ml-auto"
        >
          Tidy
        </Button>
      )}
    </div>
  );
});
