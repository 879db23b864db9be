import { clsx } from 'clsx';
import { Monitor, Moon, Sun } from 'lucide-react';
import { ToggleGroup } from 'radix-ui';
import { THEME_CHOICES, useTheme } from '../../state/useTheme.ts';
import type { ThemeChoice } from '../../state/useTheme.ts';

const looks: Record<ThemeChoice, { label: string; Icon: typeof Sun }> = {
  light: { label: 'Light theme', Icon: Sun },
  dark: { label: 'Dark theme', Icon: Moon },
  system: { label: 'System theme', Icon: Monitor },
};

export function ThemeSwitch() {
  const { choice, choose } = useTheme();
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Theme"
      value={choice}
      onValueChange={(next) => {
        const known = THEME_CHOICES.find((candidate) => candidate === next);
        if (known !== undefined) choose(known);
      }}
      className="mt-2 grid grid-cols-3 gap-0.5 rounded-md border border-line p-0.5"
    >
      {THEME_CHOICES.map((theme) => {
        const { label, Icon } = looks[theme];
        return (
          <ToggleGroup.Item
            key={theme}
            value={theme}
            aria-label={label}
            title={label}
            className={clsx(
              'flex h-5 items-center justify-center rounded-sm text-mut hover:text-ink data-[state=on]:bg-hover data-[state=on]:text-ink',
            )}
          >
            <Icon className="size-3.5" aria-hidden />
          </ToggleGroup.Item>
        );
      })}
    </ToggleGroup.Root>
  );
}
