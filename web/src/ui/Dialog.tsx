import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { ErrorPanel } from './ErrorPanel';
import { useLayer } from './layers';

const lowest = 200;
const handledEscapes = new WeakSet<KeyboardEvent>();

interface DialogProps {
  open: boolean;
  title: string;
  size?: 'md' | 'lg' | 'xl';
  onClose: () => void;
  children: ReactNode;
}

/** Of several open dialogs only the one opened last can be used; when it closes, the focus comes back to the one below. */
export function Dialog({ open, title, size = 'lg', onClose, children }: DialogProps) {
  const { t } = useTranslation('words');
  const { layer, covered } = useLayer(open);
  const content = useRef<HTMLDivElement>(null);
  const wasCovered = useRef(false);
  useEffect(() => {
    if (wasCovered.current && !covered) content.current?.focus();
    wasCovered.current = covered;
  }, [covered]);
  return (
    <Modal.Root
      className="modal"
      opened={open}
      onClose={onClose}
      size={size}
      centered
      transitionProps={{ duration: 120 }}
      zIndex={lowest + layer}
      inert={covered}
      closeOnEscape={!covered}
      __handledEscapeEvents={handledEscapes}
    >
      <Modal.Overlay />
      <Modal.Content ref={content}>
        {/* Mantine's own header is a landmark inside the dialog; a plain element is not. */}
        <div className="modal-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  verb: string;
  danger?: boolean;
  busy?: boolean;
  blocked?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before an act, with its consequences; the verb is on the button and the focus starts on the way out. */
export function ConfirmDialog({ open, title, verb, danger, busy, blocked, error, onConfirm, onClose, children }: ConfirmDialogProps) {
  const { t } = useTranslation('words');
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <div className="stack">
        {children}
        {error ? <ErrorPanel error={error} /> : null}
      </div>
      <div className="dialog-buttons">
        <Button onClick={onClose} autoFocus>
          {t('cancel')}
        </Button>
        <Button kind={danger ? 'danger-strong' : 'primary'} busy={busy} disabled={blocked} onClick={onConfirm}>
          {verb}
        </Button>
      </div>
    </Dialog>
  );
}
