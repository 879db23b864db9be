import type { Database } from 'better-sqlite3';
import { revisionSchema } from '../../../contract/index.ts';
import type { Revision } from '../../../contract/index.ts';
import type { RevisionStore } from '../../../templates/revision-store.ts';
import type { GroupCommit } from './group-commit.ts';

const columns = `template_id AS templateId, revision, language, source, format, note, published_at AS publishedAt, published_by AS publishedBy`;

export function createRevisionStore(database: Database, commits: GroupCommit): RevisionStore {
  const insert = database.prepare<[Revision]>(
    `INSERT INTO revisions (template_id, revision, language, source, format, note, published_at, published_by)
     VALUES (@templateId, @revision, @language, @source, @format, @note, @publishedAt, @publishedBy) ON CONFLICT DO NOTHING`,
  );
  const selectOne = database.prepare<[string, number]>(
    `SELECT ${columns} FROM revisions WHERE template_id = ? AND revision = ?`,
  );
  const selectAll = database.prepare<[string]>(
    `SELECT ${columns} FROM revisions WHERE template_id = ? ORDER BY revision DESC`,
  );
  return {
    add: (revision) =>
      commits.write(() => {
        if (insert.run(revision).changes === 1) return;
        throw new Error(`Template ${revision.templateId} has a revision ${revision.revision} already.`);
      }),
    get: async (templateId, revision) => revisionSchema.optional().parse(selectOne.get(templateId, revision)),
    list: async (templateId) => selectAll.all(templateId).map((row) => revisionSchema.parse(row)),
  };
}
