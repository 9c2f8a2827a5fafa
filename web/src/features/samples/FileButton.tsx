import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '@/lib/api';
import { useMay } from '@/lib/session';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { useLanguage } from '@/ui/Text';
import './words';

/** Saves a file that the server makes for an auditor, in the language of the page. */
export function FileButton({ address, name, label }: { address: string; name: string; label: string }) {
  const language = useLanguage();
  const save = useMutation({ mutationFn: () => downloadFile(`${address}${address.includes('?') ? '&' : '?'}language=${language}`, name) });
  return (
    <>
      <Button small busy={save.isPending} icon={<Download size={16} aria-hidden="true" />} onClick={() => save.mutate()}>
        {label}
      </Button>
      {save.error ? <ErrorPanel error={save.error} /> : null}
    </>
  );
}

/** The file of a case, for those who may read it. */
export function CaseFileButton({ caseId, number = caseId }: { caseId: string; number?: string }) {
  const { t } = useTranslation('samples');
  if (!useMay()('samples:read')) return null;
  return <FileButton address={`/cases/${caseId}/file.zip`} name={`case-${number}.zip`} label={t('file')} />;
}
