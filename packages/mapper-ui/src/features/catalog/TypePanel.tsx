import type { CatalogEntry, KindEntry } from '@postmap/server/contract';
import { Pill } from '../../components/Pill.tsx';
import { BuiltInType } from './BuiltInType.tsx';
import { DeleteType } from './DeleteType.tsx';
import { PanelHead } from './PanelHead.tsx';
import { TypeForm } from './TypeForm.tsx';

export interface TypePanelProps {
  types: readonly CatalogEntry[];
  kinds: readonly KindEntry[];
  /** Undefined for a new one. */
  type: CatalogEntry | undefined;
}

/** One event type: people's own to be changed, a built-in one to be read and switched. */
export function TypePanel({ types, kinds, type }: TypePanelProps) {
  return (
    <div className="max-w-[760px] px-5 pt-3 pb-10 max-[760px]:px-4">
      {type === undefined ? (
        <PanelHead title="New event type">
          Events that arrive under its name, or another name of it, are of this type from then on.
        </PanelHead>
      ) : (
        <PanelHead
          title={type.title}
          name={type.name}
          pill={!type.builtIn ? <Pill tone="accent">yours</Pill> : <Pill>comes with Postmap</Pill>}
        >
          {type.description}
        </PanelHead>
      )}
      {type?.builtIn === true ? (
        <BuiltInType type={type} kinds={kinds} />
      ) : (
        <TypeForm key={type?.name ?? ''} types={types} kinds={kinds} type={type} />
      )}
      {type?.builtIn === false && <DeleteType type={type} />}
    </div>
  );
}
