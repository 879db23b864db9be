/** What format `query` adds to a URL is stored with the rendered bytes, and a revision keeps its template's choices about the format. */
export const queriesAndFormatOptions = `
ALTER TABLE rendered_deliveries ADD COLUMN query TEXT;
ALTER TABLE revisions ADD COLUMN format_options TEXT NOT NULL DEFAULT '{}';
`;
