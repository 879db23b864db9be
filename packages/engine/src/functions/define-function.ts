/** What a function needs from outside the function set. */
export interface FunctionTools {
  /**
   * Milliseconds since 1970 by an XPath picture as JSONata's `$fromMillis` reads it; `offset` is minutes east of UTC.
   * Throws Error for a picture that cannot be used.
   */
  formatPicture(millis: number, picture: string, offset: number): string;
}

export interface FunctionParameter {
  readonly name: string;
  /** The kinds of value it takes, for people. */
  readonly type: string;
  readonly text: string;
  readonly optional?: boolean;
  /** In Handlebars, `name="value"` pairs that name no parameter make up this object. */
  readonly collectsPairs?: boolean;
}

/** One call in both languages. Examples are on the reference page, and run as tests. */
export interface FunctionExample {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly jsonata: string;
  readonly handlebars: string;
  /** What JSONata gives, undefined for nothing; Handlebars inserts it as text. */
  readonly result: string | undefined;
}

/** What people are told of a function: `$name(…)` in JSONata, `{{name …}}` in Handlebars. */
export interface FunctionReference {
  readonly name: string;
  readonly signature: { readonly jsonata: string; readonly handlebars: string };
  /** One paragraph of Markdown. */
  readonly text: string;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: string;
  readonly examples: readonly FunctionExample[];
}

export interface FunctionDefinition extends FunctionReference {
  /** Arguments in the order of the parameters, undefined where one is left out. Throws FunctionError. */
  evaluate(args: readonly unknown[], tools: FunctionTools): unknown;
}

/** A function of the set, written down once for both languages; its signatures follow from its parameters. */
export function defineFunction(definition: Omit<FunctionDefinition, 'signature'>): FunctionDefinition {
  const { name, parameters } = definition;
  const jsonata = parameters.map((parameter) => `${parameter.name}${parameter.optional === true ? '?' : ''}`);
  const handlebars = parameters.map((parameter) => {
    const shown = parameter.collectsPairs === true ? 'a="1" b="2" …' : parameter.name;
    const isAfterPairs = parameters.some((other) => other.collectsPairs) && parameter.optional === true;
    return isAfterPairs ? `[${shown}=…]` : parameter.optional === true ? `[${shown}]` : shown;
  });
  return {
    ...definition,
    signature: { jsonata: `$${name}(${jsonata.join(', ')})`, handlebars: `{{${[name, ...handlebars].join(' ')}}}` },
  };
}
