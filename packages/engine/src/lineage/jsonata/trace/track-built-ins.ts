import { isFunctionValue } from '../../../diagnostics/describe-value.ts';
import type { TemplateFunction } from '../../../functions/functions.ts';
import { isNothing } from '../../../functions/is-nothing.ts';
import { isRecord } from '../../../languages/is-record.ts';
import { BUILT_INS } from '../../../languages/jsonata/analysis/built-ins.ts';
import { EvalOffError } from '../../../languages/jsonata/explain-error.ts';
import { jsonataPackage } from '../../../languages/jsonata/jsonata-package.ts';
import type { Focus } from './hook-node.ts';
import { deriveAll, standInFor } from './native-function.ts';
import type { NativeCall, NativeFunction } from './native-function.ts';
import { trackSignature } from './track-function.ts';
import { trackStructural } from './track-structural.ts';
import type { Tracer } from './tracer.ts';
import { isPrimitive, Tracked } from './tracked.ts';

let natives: Promise<ReadonlyMap<string, NativeFunction>> | undefined;

/** The functions of the package and of the set, by name, such that what they give is tracked. */
export async function trackBuiltIns(
  tracer: Tracer,
  functions: readonly TemplateFunction[],
): Promise<Map<string, NativeFunction>> {
  natives ??= readNatives();
  const tracked = new Map<string, NativeFunction>();
  for (const [name, { implementation: call, signature }] of await natives) {
    const timed = timeCall(name, (await natives).get('fromMillis')?.implementation) ?? call;
    const implementation = standInFor(call, trackStructural(tracer, name, timed) ?? deriveAll(tracer, timed));
    const checked = signature === undefined ? {} : { signature: trackSignature(tracer, signature) };
    tracked.set(name, { _jsonata_function: true, implementation, ...checked });
  }
  for (const { definition, call } of functions) {
    const own: NativeCall = (first, second, third) => call([first, second, third]);
    const implementation = standInFor(
      Object.defineProperty(own, 'length', { value: 1 }),
      trackOwn(tracer, definition.name, own) ?? deriveAll(tracer, own),
    );
    tracked.set(definition.name, { _jsonata_function: true, implementation });
  }
  return tracked.set('eval', { _jsonata_function: true, implementation: refuseEval });
}

function refuseEval(): never {
  throw new EvalOffError();
}

/** The package gives a function that is named and not called as it keeps it. */
async function readNatives(): Promise<ReadonlyMap<string, NativeFunction>> {
  const found = new Map<string, NativeFunction>();
  for (const name of BUILT_INS.keys()) {
    const native = await jsonataPackage.parse(`$${name}`).evaluate(undefined);
    if (isNative(native)) found.set(name, native);
  }
  return found;
}

function isNative(value: unknown): value is NativeFunction {
  return isRecord(value) && isFunctionValue(value) && typeof value.implementation === 'function';
}

/** The package gives each expression a clock of its own; a run has one time, which its frames carry. */
function timeCall(name: string, format: NativeCall | undefined): NativeCall | undefined {
  if (name === 'millis') {
    return function millis(this: Focus) {
      return this.environment.timestamp.getTime();
    };
  }
  if (name !== 'now' || format === undefined) return undefined;
  return function now(this: Focus, picture: unknown, zone: unknown) {
    return format.call(this, this.environment.timestamp.getTime(), picture, zone);
  };
}

/** Functions of the set that give one of the values that they are given. */
function trackOwn(tracer: Tracer, name: string, call: NativeCall): NativeCall | undefined {
  switch (name) {
    case 'default':
      return (first, second) => tracer.decide(isNothing(tracer.plain(first)) ? second : first, tracer.allOf(first));
    case 'table':
      return function table(this: Focus, key: unknown, entries: unknown, otherwise: unknown) {
        // With each name in the place of what it stands for, the name is found; what is no table is refused.
        const plain = tracer.plain(entries);
        const isTable = isRecord(plain) && !Array.isArray(plain);
        const names = isTable ? Object.fromEntries(Object.keys(plain).map((own) => [own, own])) : plain;
        const found = call.call(this, tracer.plain(key), names);
        if (typeof found !== 'string') return tracer.decide(otherwise, tracer.allOf(key));
        const entry: unknown = Reflect.get(Object(entries), found);
        const isText = entry instanceof Tracked || isPrimitive(entry);
        return isText ? tracer.track(entry, tracer.provenanceOf(key)) : tracer.decide(entry, tracer.allOf(key));
      };
    default:
      return undefined;
  }
}
