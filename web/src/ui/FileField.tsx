import clsx from 'clsx';
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';

interface FileFieldProps {
  label: string;
  accept: string;
  onFile: (file: File) => void;
}

/** A place to drop a small file on, with a button that opens the chooser. */
export function FileField({ label, accept, onFile }: FileFieldProps) {
  const { t } = useTranslation('words');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same
    <div
      className={clsx('drop row', over && 'drop-over')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      <span className="soft small">{label}</span>
      <Button small icon={<Upload size={16} aria-hidden="true" />} onClick={() => input.current?.click()}>
        {t('file_choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
