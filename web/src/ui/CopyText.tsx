import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface CopyTextProps {
  value: string;
  what: string;
  shown?: string;
  plain?: boolean;
  block?: boolean;
}

/** Text that people carry elsewhere, with its copy button. */
export function CopyText({ value, what, shown, plain, block }: CopyTextProps) {
  return (
    <span className={block ? 'copy copy-block' : 'copy'}>
      <span className={plain ? 'num' : 'mono'}>{shown ?? value}</span>
      <CopyButton value={value} what={what} />
    </span>
  );
}

export function CopyButton({ value, what }: { value: string; what: string }) {
  const { t } = useTranslation('words');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="copy-button no-print"
      aria-label={t('copy_what', { what })}
      title={t('copy')}
      onClick={() => void navigator.clipboard?.writeText(value).then(() => setCopied(true))}
    >
      {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      <span role="status">{copied ? t('copied') : ''}</span>
    </button>
  );
}
