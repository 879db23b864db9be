import type { CatalogEntry } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { Pill } from '../../components/Pill.tsx';
import { Cell, Row } from '../../components/Table.tsx';
import type { TableColumn } from '../../components/Table.tsx';
import type { CatalogGroup } from '../../core/catalog-groups.ts';
import { EnabledSwitch } from './EnabledSwitch.tsx';
import { useCatalogPlace } from './useCatalogPlace.ts';

const wide = '@max-[860px]:hidden';
const roomy = '@max-[620px]:hidden';

const groupCell = 'h-[34px] border-b border-line bg-sub pt-1 max-[760px]:py-1.5';

export const CATALOG_COLUMNS: readonly TableColumn[] = [
  { title: 'Event type' },
  { title: 'Also arrives as', width: '26%', className: roomy },
  { title: 'Derived from', width: '26%', className: wide },
  { title: 'On', width: '88px' },
];

/** A payload kind as a heading row, and its event types under it. */
export function KindGroup({ kind, types }: CatalogGroup) {
  const facts = Object.keys(kind.facts).length;
  return (
    <>
      <tr>
        <th scope="rowgroup" className={`${groupCell} pl-5 text-left max-[760px]:pl-4 font-normal`}>
          <span className="flex items-center gap-2">
            <span className="truncate font-semibold max-[760px]:whitespace-normal" title={kind.title}>
              {kind.title}
            </span>
            {!kind.builtIn && <Pill tone="accent">yours</Pill>}
          </span>
        </th>
        <td className={`${groupCell} mono truncate px-2 text-mut ${roomy}`}>{kind.name}</td>
        <td className={`${groupCell} figures px-2 text-mut ${wide}`}>
          {types.length === 1 ? '1 event type' : `${types.length} event types`}
        </td>
        <td className={`${groupCell} px-2`}>
          <Link
            to="/settings/$section"
            params={{ section: 'catalog' }}
            search={{ kind: kind.name }}
            aria-label={`Payload kind ${kind.title}: ${facts} facts`}
            className="rounded-sm whitespace-nowrap text-accent hover:underline"
          >
            {facts === 0 ? 'no facts' : facts === 1 ? '1 fact' : `${facts} facts`}
          </Link>
        </td>
      </tr>
      {types.length === 0 && (
        <tr>
          <Cell className="text-mut">No event type has this kind</Cell>
          <Cell className={roomy} />
          <Cell className={wide} />
          <Cell />
        </tr>
      )}
      {types.map((type) => (
        <TypeRow key={type.name} type={type} />
      ))}
    </>
  );
}

function TypeRow({ type }: { type: CatalogEntry }) {
  const { show } = useCatalogPlace();
  const { name, title, aliases, from, when, builtIn, enabled } = type;
  return (
    <Row className="cursor-pointer" onClick={() => show({ type: name })}>
      <Cell wraps className={enabled ? undefined : 'text-mut'}>
        <Link
          to="/settings/$section"
          params={{ section: 'catalog' }}
          search={{ type: name }}
          className="font-medium"
          onClick={(event) => event.stopPropagation()}
        >
          {title}
        </Link>{' '}
        {!builtIn && <Pill tone="accent">yours</Pill>}{' '}
        <span className="mono text-mut @max-[620px]:block @max-[620px]:truncate">{name}</span>
      </Cell>
      <Cell className={`mono text-mut ${roomy}`} title={aliases.join('\n')}>
        {aliases.length === 0 ? '–' : aliases.join(', ')}
      </Cell>
      <Cell className={`mono text-mut ${wide}`} title={when === null ? undefined : `when ${when}`}>
        {from.length === 0 ? '–' : from.join(', ')}
      </Cell>
      <Cell onClick={(event) => event.stopPropagation()}>
        <EnabledSwitch type={type} hideLabel />
      </Cell>
    </Row>
  );
}
