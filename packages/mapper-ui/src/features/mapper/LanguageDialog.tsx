import type { Language } from '@postmap/engine';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';

interface LanguageDialogProps {
  /** Null while nothing is asked. */
  wanted: Language | null;
  onClose: () => void;
  onKeep: (language: Language) => void;
  onReplace: (language: Language) => void;
}

/** The text of one language means nothing in another: what shall become of it? */
export function LanguageDialog({ wanted, onClose, onKeep, onReplace }: LanguageDialogProps) {
  const decide = (settle: (language: Language) => void) => () => {
    if (wanted !== null) settle(wanted);
    onClose();
  };
  return (
    <Dialog
      open={wanted !== null}
      onClose={onClose}
      title={`Write it in ${wanted === 'handlebars' ? 'Handlebars' : 'JSONata'}?`}
      description="What is written is not translated. Begin with a starter for this sample (Undo brings the text back), or keep the text and rewrite it yourself."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={decide(onKeep)}>Keep the text</Button>
          <Button variant="primary" onClick={decide(onReplace)}>
            Begin with a starter
          </Button>
        </>
      }
    />
  );
}
