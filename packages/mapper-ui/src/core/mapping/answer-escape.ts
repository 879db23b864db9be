interface Typing {
  /** Suggestions show. */
  listed: boolean;
  /** They show because somebody typed or asked for them, not by themselves. */
  asked: boolean;
  /** The text is not what it was in the beginning. */
  changed: boolean;
  /** It cannot be meant for suggestions: there are none of such a text, it was pressed before, or the text was just refused. */
  plain: boolean;
}

/**
 * What Escape does where something is typed. `close` takes the suggestions away, as in code editors; `keep` says that the next Escape throws the text
 * away: whoever meant suggestions that have just gone by themselves must not lose it. `leave` goes, and what was typed is gone with it, as in
 * spreadsheets.
 */
export function answerEscape({ listed, asked, changed, plain }: Typing): 'close' | 'keep' | 'leave' {
  if (listed && (asked || changed)) return 'close';
  return changed && !plain ? 'keep' : 'leave';
}
