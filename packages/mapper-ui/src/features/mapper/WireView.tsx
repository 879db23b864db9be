import { Copy } from 'lucide-react';
import { IconButton } from '../../components/Button.tsx';
import { CodeEditor } from '../../monaco/CodeEditor.tsx';
import type { PreviewSuccess } from '../../workers/preview-protocol.ts';
import { copyText } from './copy-text.ts';

/** The body exactly as it would be sent, with the headers that follow from it. */
export function WireView({ output: { body, contentType, size } }: { output: PreviewSuccess }) {
  return (
    <>
      <div className="relative shrink-0 border-b border-line-soft py-2 pr-10 pl-3.5">
        <dl className="mono grid grid-cols-[auto_1fr] gap-x-3 leading-5">
          <dt className="text-mut">content-type</dt>
          <dd className="truncate">{contentType}</dd>
          <dt className="text-mut">content-length</dt>
          <dd className="figures">{size}</dd>
        </dl>
        <IconButton label="Copy the body" className="absolute top-2 right-2" onClick={() => void copyText(body)}>
          <Copy />
        </IconButton>
      </div>
      <CodeEditor label="Body as sent" language="plaintext" value={body} readOnly wrap className="flex-1" />
    </>
  );
}
