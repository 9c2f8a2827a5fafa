import clsx from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';

let shownPages = 0;

interface PageProps {
  title: string;
  over?: ReactNode;
  lead?: ReactNode;
  acts?: ReactNode;
  width?: 'narrow' | 'form';
  children: ReactNode;
}

/** A page with its one h1, which takes the focus when the route changes. */
export function Page({ title, over, lead, acts, width, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    shownPages += 1;
    if (shownPages > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${title} | Shomei`;
  }, [title]);
  return (
    <div className={clsx('page', width && `page-${width}`)}>
      <div className="page-head">
        <div>
          {over ? <p className="page-over">{over}</p> : null}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <p className="page-lead">{lead}</p> : null}
        </div>
        {acts ? <div className="row no-print">{acts}</div> : null}
      </div>
      {children}
    </div>
  );
}

interface CardProps {
  title?: string;
  level?: 2 | 3;
  acts?: ReactNode;
  tight?: boolean;
  className?: string;
  children: ReactNode;
}

/** A framed part of a page, with a heading of its own. */
export function Card({ title, level = 2, acts, tight, className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={clsx('card', tight && 'card-tight', className)}>
      {title ? (
        <div className="card-head">
          <Heading>{title}</Heading>
          {acts}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** Names and values, as a list that assistive technology reads in pairs. */
export function Facts({ items }: { items: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Chips({ values }: { values: string[] }) {
  return (
    <ul className="chips">
      {values.map((value) => (
        <li key={value} className="chip">
          {value}
        </li>
      ))}
    </ul>
  );
}
