import type { CaseResult, Sample, TemplateCaseResource, TemplateResource } from '@postmap/server/contract';
import { Link } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { AcceptCaseButton } from '../../components/AcceptCaseButton.tsx';
import { Button, buttonClass } from '../../components/Button.tsx';
import { CaseDifference } from '../../components/CaseDifference.tsx';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { JsonText } from '../../components/JsonText.tsx';
import { useRole } from '../../state/useRole.ts';
import { DeleteCaseDialog } from './DeleteCaseDialog.tsx';
import { EditCaseDialog } from './EditCaseDialog.tsx';

interface CaseViewProps {
  template: TemplateResource;
  wanted: TemplateCaseResource;
  result: CaseResult | undefined;
  sample: Sample | undefined;
}

/** What a case runs on, what it expects, what differs, and what can be done about it. */
export function CaseView({ template, wanted, result, sample }: CaseViewProps) {
  const { mayEdit } = useRole();
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const close = (): void => setDialog(null);
  return (
    <div className="flex flex-col gap-3 bg-sub px-5 pt-3 pb-4 max-[760px]:px-4">
      {result?.status === 'failed' && <p className={result.conclusive ? 'text-bad' : 'text-warn'}>{result.problem}</p>}
      {result !== undefined && <CaseDifference result={result} />}
      <div className="grid grid-cols-2 gap-3 max-[900px]:grid-cols-1">
        <Part title={wanted.sampleId === null ? 'Payload' : `Payload · sample ${sample?.name ?? ''}`}>
          <JsonText text={wanted.payload ?? sample?.body ?? ''} />
        </Part>
        {wanted.expected === null ? (
          <Part title="Expects that rendering fails, and reports">{wanted.expectedDiagnostics}</Part>
        ) : (
          <Part title={template.format === 'query' ? 'Expects in the URL' : 'Expects'}>{wanted.expected}</Part>
        )}
        {wanted.expected !== null && wanted.expectedDiagnostics !== '' && (
          <Part title="Expects to be reported">{wanted.expectedDiagnostics}</Part>
        )}
        {Object.keys(wanted.context).length > 0 && (
          <Part title="Context">
            <JsonText text={JSON.stringify(wanted.context, null, 2)} />
          </Part>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {mayEdit && (
          <>
            {result?.status === 'failed' && result.conclusive && <AcceptCaseButton wanted={wanted} result={result} />}
            <Button icon={<Pencil />} onClick={() => setDialog('edit')}>
              Edit…
            </Button>
            <Button variant="danger" icon={<Trash2 />} onClick={() => setDialog('delete')}>
              Delete…
            </Button>
          </>
        )}
        {sample !== undefined && (
          <Link
            to="/templates/$templateId"
            params={{ templateId: template.id }}
            search={{ sample: sample.id }}
            className={buttonClass('quiet')}
          >
            Open in the mapper on this sample
          </Link>
        )}
      </div>
      {dialog === 'edit' && <EditCaseDialog wanted={wanted} onClose={close} />}
      {dialog === 'delete' && <DeleteCaseDialog wanted={wanted} onClose={close} />}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 truncate text-sm font-medium text-mut">{title}</h3>
      <CodeBlock label={title} className="max-h-64 rounded-md border border-line-soft bg-canvas px-2.5 py-1.5">
        {children}
      </CodeBlock>
    </div>
  );
}
