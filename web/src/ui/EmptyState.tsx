import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  act?: ReactNode;
  icon?: ReactNode;
}

/** Nothing here: what would be, one sentence, one button. */
export function EmptyState({ title, children, act, icon }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty-mark" aria-hidden="true">
        {icon ?? <Inbox size={24} />}
      </span>
      <h2>{title}</h2>
      {children ? <p className="soft">{children}</p> : null}
      {act}
    </div>
  );
}
