import Handlebars from 'handlebars';

/** The tree of a source as rendering sees it: what `{{~` and tags alone on a line take away is gone. Undefined where it does not parse. */
export function parseProcessed(source: string): unknown {
  try {
    return Handlebars.parse(source);
  } catch {
    // What is wrong is for `checkTemplate` to say.
    return undefined;
  }
}
