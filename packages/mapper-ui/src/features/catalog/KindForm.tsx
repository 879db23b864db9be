import type { KindEntry } from '@postmap/server/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readFieldErrors } from '../../api/api-error.ts';
import { changeKind, createKind, kindsQuery } from '../../api/catalog.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/Field.tsx';
import { SaveProblem } from '../../components/SaveProblem.tsx';
import { announce } from '../../components/Toast.tsx';
import { readKindDraft, toKindDraft } from '../../core/kind-draft.ts';
import type { KindDraft } from '../../core/kind-draft.ts';
import { useDraft } from '../../state/useDraft.ts';
import { useRole } from '../../state/useRole.ts';
import { FactFields } from './FactFields.tsx';
import { useCatalogPlace } from './useCatalogPlace.ts';

const places = ['name', 'title', 'facts'];

/** Adds a payload kind, or changes one; of a built-in one only the facts. */
export function KindForm({ kind }: { kind: KindEntry | undefined }) {
  const queries = useQueryClient();
  const { show } = useCatalogPlace();
  const { mayEdit } = useRole();
  const { base, draft, setDraft, isChanged, adopt } = useDraft(kind, toKindDraft);
  const change = (part: Partial<KindDraft>) => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () => {
      const input = readKindDraft(draft);
      if (base === undefined) return createKind(input);
      return changeKind(base, base.builtIn ? { facts: input.facts } : input);
    },
    onSuccess: async (saved) => {
      announce(`${saved.title} is ${kind === undefined ? 'added' : 'saved'}`);
      // In the list before it is shown: under a new name it would seem gone until the list comes.
      queries.setQueryData(kindsQuery().queryKey, (kinds) => [
        ...(kinds ?? []).filter(({ name }) => name !== kind?.name),
        saved,
      ]);
      adopt(saved);
      show({ kind: saved.name }, true);
      await queries.invalidateQueries({ queryKey: ['catalog'] });
    },
  });
  const reload = useMutation({
    mutationFn: () => queries.fetchQuery({ ...kindsQuery(), staleTime: 0 }),
    onSuccess: (kinds) => {
      save.reset();
      adopt(kinds.find(({ name }) => name === kind?.name) ?? kind);
    },
  });
  const errors = readFieldErrors(save.error);
  return (
    <form
      aria-label="Payload kind"
      className="mt-5 border-t border-line-soft pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">Payload kind</legend>
        <SaveProblem error={save.error} shown={places} onReload={() => reload.mutate()} />
        {kind?.builtIn !== true && (
          <div className="grid grid-cols-2 gap-4 max-[760px]:grid-cols-1">
            <TextField
              label="Title"
              value={draft.title}
              onChange={(title) => change({ title })}
              error={errors.at('title')}
              placeholder="Parcel"
              // Whoever opened this came to type it.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={kind === undefined}
            />
            <TextField
              label="Name"
              mono
              value={draft.name}
              onChange={(name) => change({ name })}
              error={errors.at('name')}
              placeholder="parcel"
            />
          </div>
        )}
        <FactFields kind={kind} facts={draft.facts} onChange={(facts) => change({ facts })} errors={errors} />
        {mayEdit && (
          <div className="flex gap-2">
            <Button type="submit" variant="primary" busy={save.isPending} disabled={kind !== undefined && !isChanged}>
              {kind === undefined ? 'Add payload kind' : 'Save'}
            </Button>
            {kind === undefined && <Button onClick={() => show({})}>Cancel</Button>}
          </div>
        )}
      </fieldset>
    </form>
  );
}
