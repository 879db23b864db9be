import Handlebars from 'handlebars';
import { functionDefinitions } from '../../functions/functions.ts';
import type { TemplateFunction } from '../../functions/functions.ts';
import { isRecord } from '../is-record.ts';
import type { Meter } from './meter.ts';
import { registerFunctions } from './register-functions.ts';

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
 * Compiles a template string in an environment of its own: only the known helpers, no prototype access, loops metered,
 * and `insert` in place of HTML escaping. Only strings come in: an AST would be compiled to code as it is.
 */
export function compileInEnvironment(source: string, { insert, meter, functions }: EnvironmentParts): RenderText {
  const environment = Handlebars.create();
  environment.unregisterHelper('log');
  meterEach(environment, meter);
  registerFunctions(environment, functions, source);
  replaceEscape(environment, insert);
  const options = {
    knownHelpersOnly: true,
    knownHelpers: {
      log: false,
      helperMissing: false,
      blockHelperMissing: false,
      ...Object.fromEntries(functions.map(({ definition }) => [definition.name, true])),
    },
  };
  // `compile` is lazy; this finds now what it would find at the first render.
  environment.precompile(source, options);
  const render = environment.compile<unknown>(source, options);
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
