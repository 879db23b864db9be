/** Name of the cookie that holds a session's token. */
export const SESSION_COOKIE = 'postmap_session';
