interface MailPreviewProps {
  label: string;
  mail: { subject: string; body: string };
}

/** A mail as it would go out; a long one scrolls. */
export function MailPreview({ label, mail }: MailPreviewProps) {
  return (
    <div className="stack stack-s">
      <strong>{mail.subject}</strong>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <section className="mail-preview" tabIndex={0} aria-label={label}>
        {mail.body}
      </section>
    </div>
  );
}
