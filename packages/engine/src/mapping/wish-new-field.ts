import type { ValueType } from '../shapes/shape.ts';
import type { Aggregate, LoopMode } from './action.ts';
import { describeInner, describeMode, listModes, orderWishes, readsObject, shortenName } from './drop-wish.ts';
import type { DropWish, DropWishes } from './drop-wish.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { plainPointer } from './missing-targets.ts';
import type { Target } from './read-target.ts';
import type { Row, RowId } from './row.ts';
import { escapeToken } from '../shapes/json-pointer.ts';
import { readPointer } from './source-place.ts';
import { readsMany } from './write-path.ts';
import { writeSource } from './write-source.ts';

interface Wanted {
  /** Else it is named after what it reads. */
  name?: string | undefined;
  wanted?: ValueType | undefined;
  target?: Target | undefined;
}

/** What dropping a field of the payload into an object can mean: a field of it. */
export function wishNewField(mapping: Mapping, { row }: RowSite, pointer: string, asked: Wanted): DropWishes {
  const scope = row.object?.scope ?? row.scope;
  const name = asked.name ?? freeName(mapping, row.id, nameOf(pointer));
  const wanted = asked.wanted ?? findWanted(asked.target, row, name);
  const add = (as: 'path' | LoopMode | Aggregate, label: string): DropWish => ({
    id: as === 'path' ? 'add' : as,
    label,
    action: { type: 'addRow', holder: row.id, name, source: { sourcePointer: pointer, as } },
  });
  if (readsMany(mapping, scope, pointer)) {
    const wishes = listModes(mapping, pointer).map((mode) => add(mode, describeMode(mode, name)));
    return { wishes: orderWishes(wishes, wanted), asks: true };
  }
  const label = `New field ${shortenName(name)}`;
  const plain = add('path', label);
  const written = writeSource(mapping, scope, { sourcePointer: pointer, as: 'path' });
  if (wanted !== 'array' || 'reason' in written) return { wishes: [plain], asks: false };
  const list: DropWish = {
    id: 'list',
    label: `${label}, as a list`,
    action: { type: 'addRow', holder: row.id, name, text: `[${written.text}]` },
  };
  const inner = readsObject(mapping, pointer) ? [add('forEach', describeInner(name))] : [];
  return { wishes: [list, ...inner, plain], asks: true };
}

function findWanted(target: Target | undefined, { targetPointer }: Row, name: string): ValueType | undefined {
  const own = plainPointer(`${targetPointer}/${escapeToken(name)}`);
  return target?.fields.find((field) => plainPointer(field.pointer) === own)?.type;
}

function nameOf(pointer: string): string {
  const { root, tokens } = readPointer(pointer);
  return tokens.findLast((token) => token !== '[]') ?? (root === '' ? 'payload' : root.slice(1));
}

function freeName({ sites }: Mapping, holder: RowId, name: string): string {
  const taken = new Set(sites.get(holder)?.row.children.map((id) => sites.get(id)?.row.name));
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}_${count}`;
  return free;
}
