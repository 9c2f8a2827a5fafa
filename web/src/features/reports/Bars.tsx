/** One line of the chart: two lengths in the same unit. */
export interface Bar {
  key: string;
  name: string;
  median: number;
  p90: number;
  shown: string;
}

const row = 40;
const left = 240;
const width = 780;

/** Horizontal bars: the median solid, on to the 90th percentile hatched by an outline; the words beside each tell the numbers. */
export function Bars({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(1, ...bars.map((bar) => bar.p90));
  const length = (value: number) => ((width - left - 150) * value) / most;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${bars.length * row + 8}`} className="report-bars">
      {bars.map((bar, at) => (
        <g key={bar.key} transform={`translate(0 ${at * row + 4})`}>
          <text x={left - 12} y={row / 2} textAnchor="end" dominantBaseline="central">
            {bar.name}
          </text>
          <rect className="report-p90" x={left} y={8} width={Math.max(1, length(bar.p90))} height={row - 16} rx={3} />
          <rect className="report-median" x={left} y={8} width={Math.max(1, length(bar.median))} height={row - 16} rx={3} />
          <text className="num" x={left + length(bar.p90) + 10} y={row / 2} dominantBaseline="central">
            {bar.shown}
          </text>
        </g>
      ))}
    </svg>
  );
}
