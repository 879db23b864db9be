import Handlebars from 'handlebars';
import { functionDefinitions } from '../../functions/functions.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import { renderError } from '../../diagnostics/template-error.ts';
import { isRecord } from '../is-record.ts';
import type { Meter } from './meter.ts';
import { registerFunctions } from './register-functions.ts';
import type { Sources } from './sources.ts';

/** The helpers a template may call. */
export const KNOWN_HELPERS: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'each',
  'with',
  'lookup',
  ...functionDefinitions.map(({ name }) => name),
]);

/** The defaults, said aloud: left unsaid, each refused access is written to the console. */
const NO_PROTOTYPES = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

export interface EnvironmentParts {
  insert: (value: unknown) => string;
  meter: Meter;
  functions: readonly TemplateFunction[];
}

export type RenderText = (payload: unknown, bindings: Record<string, unknown>) => string;

interface EachOptions {
  fn: (context: unknown, options?: Handlebars.RuntimeOptions) => string;
}

/**
 * Compiles a template string, and those of its partials, in an environment of its own: only the known helpers, no prototype access,
 * loops and calls metered, and `insert` in place of HTML escaping. Only strings come in: an AST would be compiled to code as it is.
 */
export function compileInEnvironment(sources: Sources, { insert, meter, functions }: EnvironmentParts): RenderText {
  const environment = Handlebars.create();
  environment.unregisterHelper('log');
  meterEach(environment, meter);
  meterCalls(environment, meter);
  registerFunctions(environment, functions, sources);
  replaceEscape(environment, insert);
  const options = {
    // Else a value of several lines would change with the indent of the call that it is in.
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: {
      log: false,
      helperMissing: false,
      blockHelperMissing: false,
      ...Object.fromEntries(functions.map(({ definition }) => [definition.name, true])),
    },
  };
  const compile = (source: string, named: { srcName?: string }): Handlebars.TemplateDelegate<unknown> => {
    // `compile` is lazy; this finds now what it would find at the first render.
    environment.precompile(source, options);
    return environment.compile<unknown>(source, { ...options, ...named });
  };
  const partials = sources.partials.map(({ name, source }) => [name, compile(source, { srcName: name })] as const);
  // Without a prototype, so that any name is one of its own.
  Object.assign(environment, { partials: Object.assign(Object.create(null), Object.fromEntries(partials)) });
  const render = compile(sources.main, {});
  return (payload, bindings) => {
    meter.start();
    return render(payload, { data: bindings, ...NO_PROTOTYPES });
  };
}

function meterEach(environment: typeof Handlebars, meter: Meter): void {
  const each = environment.helpers.each;
  if (each === undefined) throw new Error('handlebars has no helper named each');
  environment.registerHelper('each', function eachMetered(this: unknown, ...parameters: unknown[]): unknown {
    const options = parameters.at(-1);
    if (!isEachOptions(options)) return Reflect.apply(each, this, parameters);
    let units = 0;
    const fn = (context: unknown, runtime?: Handlebars.RuntimeOptions): string => {
      meter.countIteration();
      const text = options.fn(context, runtime);
      units += text.length;
      meter.checkLength(units);
      return text;
    };
    return Reflect.apply(each, this, [...parameters.slice(0, -1), { ...options, fn }]);
  });
}

/** Every call of a partial and of a partial's block goes through one function of the package, which may be replaced. */
function meterCalls(environment: typeof Handlebars, meter: Meter): void {
  const runtime: Record<string, unknown> = { ...environment.VM };
  const invokePartial = runtime.invokePartial;
  if (typeof invokePartial !== 'function') throw new Error('handlebars has no function that invokes a partial');
  runtime.invokePartial = function invokeMetered(this: unknown, ...parameters: unknown[]): unknown {
    const [partial, , options] = parameters;
    const hasBlock = isRecord(options) && typeof options.fn === 'function';
    if (partial === undefined && !hasBlock) {
      const message =
        'there is no block to put in the place of {{> @partial-block}}: call with {{#> name}}…{{/name}}, or write {{#> @partial-block}}…{{/@partial-block}} there';
      throw renderError('no-partial-block', message);
    }
    return meter.measureCall((): unknown => Reflect.apply(invokePartial, this, parameters));
  };
  Object.assign(environment, { VM: runtime });
}

function isEachOptions(value: unknown): value is EachOptions {
  return isRecord(value) && typeof value.fn === 'function';
}

/**
 * The package fixes HTML escaping in the container that it hands to a compiled template; there is no option for another.
 * The container belongs to one template, so the template's entry point puts the format's escape in its place.
 */
function replaceEscape(environment: typeof Handlebars, insert: (value: unknown) => string): void {
  const template = environment.template;
  Object.assign(environment, {
    template(specification: Record<string, unknown>) {
      const main = specification.main;
      if (typeof main !== 'function') throw new Error('handlebars compiled a template without an entry point');
      const enter = function enter(this: unknown, container: object, ...rest: unknown[]): unknown {
        Object.assign(container, { escapeExpression: insert });
        return Reflect.apply(main, this, [container, ...rest]);
      };
      return template({ ...specification, main: enter });
    },
  });
}
