/** What an email in the inbox says of itself, as JSON; null for a request. */
export const inboxEmails = `
ALTER TABLE inbox ADD COLUMN email TEXT;
`;
