import { Link } from '@tanstack/react-router';

/** The seal: 証 in straight strokes, as a stamp cuts it. */
export function Seal({ size = 34 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="46" height="46" rx="7" fill="#b5332a" />
      <g fill="none" stroke="#fff" strokeWidth="2.7" strokeLinecap="square">
        <path d="M13.5 10h3M8.5 15.5h13M10.5 20.7h9M10.5 25.7h9M10.5 31h9v7h-9z" />
        <path d="M26.5 12.5h14M33.8 12.5V38M33.8 24.5h5.6M28.4 21.5V38M25.5 38h16" />
      </g>
    </svg>
  );
}

/** Logo with the name of the part of Shomei, linked to its start. */
export function Brand({ note, to = '/' }: { note: string; to?: string }) {
  return (
    <Link to={to} className="brand">
      <Seal />
      <span className="brand-name">Shomei</span>
      <span className="brand-note">{note}</span>
    </Link>
  );
}
