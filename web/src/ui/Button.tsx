import { Button as MantineButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import type { Action } from '@/lib/types';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-strong';

interface Look {
  kind?: ButtonKind;
  small?: boolean;
  icon?: ReactNode;
  iconAfter?: ReactNode;
  children: ReactNode;
}

interface ButtonProps extends Look {
  onClick?: () => void;
  type?: 'button' | 'submit';
  busy?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  describedBy?: string;
}

function look({ kind = 'secondary', small, icon, iconAfter }: Look) {
  return { className: clsx('btn', `btn-${kind}`, small && 'btn-small'), leftSection: icon, rightSection: iconAfter, h: 'auto' as const };
}

export function Button({ onClick, type = 'button', busy, disabled, autoFocus, describedBy, children, ...rest }: ButtonProps) {
  return (
    <MantineButton
      {...look({ ...rest, children })}
      type={type}
      onClick={onClick}
      loading={busy}
      disabled={disabled}
      data-autofocus={autoFocus || undefined}
      aria-describedby={describedBy}
    >
      {children}
    </MantineButton>
  );
}

/** A link inside the site that looks like a button. */
export function ButtonLink({ to, search, children, ...rest }: Look & { to: string; search?: Record<string, string> }) {
  return (
    <MantineButton {...look({ ...rest, children })} renderRoot={(props) => <Link to={to} search={search as never} {...props} />}>
      {children}
    </MantineButton>
  );
}

/** A link to a file or another site that looks like a button. */
export function ButtonAnchor({ href, download, children, ...rest }: Look & { href: string; download?: boolean | string }) {
  return (
    <MantineButton {...look({ ...rest, children })} component="a" href={href} download={download}>
      {children}
    </MantineButton>
  );
}

/** Who may, by the permission that a user lacks. */
const whoMay = {
  'cases:work': 'who.cases_work',
  'cases:approve': 'who.cases_approve',
  'payments:record': 'who.payments_record',
  'access-codes:resend': 'who.access_codes_resend',
  'access-codes:revoke': 'who.access_codes_revoke',
  'certificates:revoke': 'who.certificates_revoke',
} as const;

/** A button for an act that the server or the user's role may not allow: then it stays visible, disabled, with the reason. */
export function ActionButton({ action, permission, children, ...rest }: ButtonProps & { action: Action; permission?: keyof typeof whoMay }) {
  const { t } = useTranslation('words');
  const may = useMay();
  const id = useId();
  const lacking = permission !== undefined && !may(permission);
  const refused = lacking || !action.allowed;
  const reason = lacking ? t('role_lacks', { who: t(whoMay[permission]) }) : action.reason;
  return (
    <span className="stack stack-s action">
      <Button {...rest} disabled={refused || rest.disabled} describedBy={refused && reason ? id : undefined}>
        {children}
      </Button>
      {refused && reason ? (
        <span className="reason" id={id}>
          {reason}
        </span>
      ) : null}
    </span>
  );
}
