/** A revision keeps the templates that it calls as they were when it was published: a JSON array of name, templateId, revision and source. */
export const frozenPartials = `
ALTER TABLE revisions ADD COLUMN partials TEXT NOT NULL DEFAULT '[]';
`;
