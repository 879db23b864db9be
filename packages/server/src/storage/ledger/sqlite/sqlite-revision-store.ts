import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { formatOptionsSchema, frozenPartialSchema, revisionSchema } from '../../../contract/index.ts';
import type { Revision } from '../../../contract/index.ts';
import type { RevisionStore } from '../../../templates/revision-store.ts';
import { readJson } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';

const selected = `template_id AS templateId, revision, language, source, format, format_options AS formatOptions, partials, note,
  published_at AS publishedAt, published_by AS publishedBy`;

const rowSchema = z.looseObject({ formatOptions: z.string(), partials: z.string() });
const partialsSchema = z.array(frozenPartialSchema);

export function createRevisionStore(database: Database, commits: GroupCommit): RevisionStore {
  const insert = database.prepare<
    [Omit<Revision, 'formatOptions' | 'partials'> & { formatOptions: string; partials: string }]
  >(
    `INSERT INTO revisions (template_id, revision, language, source, format, format_options, partials, note, published_at, published_by)
     VALUES (@templateId, @revision, @language, @source, @format, @formatOptions, @partials, @note, @publishedAt, @publishedBy) ON CONFLICT DO NOTHING`,
  );
  const selectOne = database.prepare<[string, number]>(
    `SELECT ${selected} FROM revisions WHERE template_id = ? AND revision = ?`,
  );
  const selectAll = database.prepare<[string]>(
    `SELECT ${selected} FROM revisions WHERE template_id = ? ORDER BY revision DESC`,
  );
  return {
    add: (revision) =>
      commits.write(() => {
        const row = {
          ...revision,
          formatOptions: JSON.stringify(revision.formatOptions),
          partials: JSON.stringify(revision.partials),
        };
        if (insert.run(row).changes === 1) return;
        throw new Error(`Template ${revision.templateId} has a revision ${revision.revision} already.`);
      }),
    get: async (templateId, revision) => {
      const row = selectOne.get(templateId, revision);
      return row === undefined ? undefined : readRevision(row);
    },
    list: async (templateId) => selectAll.all(templateId).map(readRevision),
  };
}

function readRevision(row: unknown): Revision {
  const { formatOptions, partials, ...columns } = rowSchema.parse(row);
  return revisionSchema.parse({
    ...columns,
    formatOptions: readJson(formatOptionsSchema, formatOptions),
    partials: readJson(partialsSchema, partials),
  });
}
