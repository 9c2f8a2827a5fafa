import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** A QR code as one SVG path. */
export function QrCode({ text, label, size = 200 }: { text: string; label: string; size?: number }) {
  const { modules, path } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    const squares: string[] = [];
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        if (code.isDark(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
      }
    }
    return { modules: count, path: squares.join('') };
  }, [text]);
  return (
    <svg className="qr" width={size} height={size} viewBox={`-4 -4 ${modules + 8} ${modules + 8}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x="-4" y="-4" width={modules + 8} height={modules + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
