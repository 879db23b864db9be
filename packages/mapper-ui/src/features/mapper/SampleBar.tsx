import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { SamplePicker } from './SamplePicker.tsx';
import { SaveSampleDialog } from './SaveSampleDialog.tsx';
import type { SourcePayload } from './useSourcePayload.ts';

interface SampleBarProps {
  payload: SourcePayload;
  eventType: string | null;
  onChoose: (id: string) => void;
  onStep: (step: 1 | -1) => void;
}

/** Which sample is shown, and the way to the others. */
export function SampleBar({ payload, eventType, onChoose, onStep }: SampleBarProps) {
  const [saving, setSaving] = useState(false);
  const { fitting, others, sample } = payload;
  const all = [...fitting, ...others];
  const place = sample === undefined ? 0 : all.indexOf(sample) + 1;
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line-soft pr-1.5 pl-3">
      <h2>Source</h2>
      <div className="ml-auto flex min-w-0 items-center">
        <SamplePicker payload={payload} eventType={eventType} onChoose={onChoose} onSave={() => setSaving(true)} />
        {all.length > 0 && (
          <div className="flex shrink-0 items-center">
            <IconButton label="Previous sample ( [ )" className="!w-5" onClick={() => onStep(-1)}>
              <ChevronLeft />
            </IconButton>
            <span className="figures whitespace-nowrap text-mut" aria-live="polite">
              {place === 0 ? '–' : place} of {all.length}
            </span>
            <IconButton label="Next sample ( ] )" className="!w-5" onClick={() => onStep(1)}>
              <ChevronRight />
            </IconButton>
          </div>
        )}
      </div>
      <SaveSampleDialog
        open={saving}
        payload={payload}
        eventType={eventType}
        onClose={() => setSaving(false)}
        onSaved={onChoose}
      />
    </div>
  );
}
