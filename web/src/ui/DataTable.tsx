import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '@/lib/format';
import { Button } from './Button';
import { ErrorPanel } from './ErrorPanel';
import { Loading } from './Loading';

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  right?: boolean;
  quietHead?: boolean;
  main?: boolean;
  sort?: string;
}

interface Paging {
  next?: string | null;
  total?: number | null;
  totalAtLeast?: number | null;
  limit: number;
  atStart: boolean;
  go: (after: string | undefined) => void;
}

interface DataTableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  error?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  onOpen?: (row: Row) => void;
  selected?: string;
  sort?: string;
  onSort?: (sort: string) => void;
  paging?: Paging;
  compact?: boolean;
}

/** Rows that the server pages, sorts and filters; on narrow screens each row becomes a card. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  error,
  onRetry,
  empty,
  onOpen,
  selected,
  sort,
  onSort,
  paging,
  compact,
}: DataTableProps<Row>) {
  if (error) return <ErrorPanel error={error} onRetry={onRetry} />;
  if (rows === undefined) {
    return (
      <div className="table-frame card">
        <Loading lines={6} />
      </div>
    );
  }
  if (rows.length === 0) return <div className="table-frame">{empty}</div>;
  return (
    <div className="table-frame">
      <div className="table-scroll">
        <table role="table" className={`table table-cards ${compact ? 'table-compact' : 'table-comfortable'}`}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={rowKey(row)}
                role="row"
                data-link={onOpen ? '' : undefined}
                data-selected={selected === rowKey(row) ? '' : undefined}
                onClick={(event) => {
                  if (onOpen && !(event.target as HTMLElement).closest('a,button,input')) onOpen(row);
                }}
              >
                {columns.map((column) => (
                  <td
                    key={column.key}
                    role="cell"
                    className={column.right ? 'right' : undefined}
                    data-label={column.quietHead ? undefined : column.head}
                    data-main={column.main ? '' : undefined}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {paging ? <Foot paging={paging} shown={rows.length} /> : null}
    </div>
  );
}

function HeadCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: string; onSort?: (sort: string) => void }) {
  const name = column.sort;
  const className = column.right ? 'right' : undefined;
  if (!name || !onSort) {
    return (
      <th scope="col" className={className}>
        {column.quietHead ? <span className="visually-hidden">{column.head}</span> : column.head}
      </th>
    );
  }
  const up = sort === name;
  const down = sort === `-${name}`;
  const Icon = up ? ArrowUp : down ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" className={className} aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}>
      <button type="button" className="table-sort" onClick={() => onSort(up ? `-${name}` : name)}>
        {column.head}
        <Icon size={14} aria-hidden="true" />
      </button>
    </th>
  );
}

function Foot({ paging, shown }: { paging: Paging; shown: number }) {
  const { t } = useTranslation('words');
  const { next, total, totalAtLeast, limit, atStart, go } = paging;
  const count = total ?? totalAtLeast;
  if (!next && atStart && (count === undefined || count === null)) return null;
  return (
    <div className="table-foot">
      <span className="num">
        {total !== undefined && total !== null
          ? t('page_total', { count: formatCount(total) as unknown as number })
          : count
            ? t('page_total_least', { count: formatCount(count) as unknown as number })
            : t('page_total', { count: shown })}
      </span>
      <span className="row">
        {atStart ? null : (
          <Button small onClick={() => go(undefined)}>
            {t('page_first')}
          </Button>
        )}
        {next ? (
          <Button small onClick={() => go(next)}>
            {t('page_next', { count: limit })}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

interface SegmentsProps {
  label: string;
  choices: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
}

/** One of a few filters, as pressed buttons. */
export function Segments({ label, choices, value, onChange }: SegmentsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a form around buttons
    <div className="segments" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button key={choice.value} type="button" aria-pressed={choice.value === value} onClick={() => onChange(choice.value)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}
