import { useMemo } from 'react';
import { readShownOutput } from '../../../core/lineage/shown-output.ts';
import type { OutputText, ShownOutput } from '../../../core/lineage/shown-output.ts';
import type { PreviewInput, PreviewSuccess } from '../../../workers/preview-protocol.ts';

/** What the parts of an output stand for, as long as it is of the template as it is. */
export function useShownOutput(
  as: OutputText['as'],
  output: PreviewSuccess,
  input: PreviewInput | undefined,
): ShownOutput | undefined {
  return useMemo(
    () =>
      input &&
      readShownOutput({
        language: input.language,
        format: input.format,
        as,
        text: as === 'pretty' ? output.pretty : (output.query ?? output.body),
        sent: output.query ?? output.body,
        value: output.value,
      }),
    [as, output, input],
  );
}
