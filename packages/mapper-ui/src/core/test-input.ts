interface SampleChoice {
  id: string;
  eventType: string;
}

/** The sample to begin with: the first of an event that the trigger listens to, else the first. */
export function chooseSample<S extends SampleChoice>(samples: readonly S[], events: readonly string[]): S | undefined {
  return samples.find((sample) => events.includes(sample.eventType)) ?? samples[0];
}

/** Reads a payload that was pasted, or says where it is not JSON, in the parser's words. */
export function readPastedPayload(text: string): { input: { payload: Json } } | { problem: string } {
  if (text.trim() === '') return { problem: 'Paste the JSON of an event' };
  try {
    return { input: { payload: JSON.parse(text) } };
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
