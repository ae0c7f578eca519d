import qrcode from "qrcode-generator";
import { useMemo } from "react";

const quietModules = 4;

/** A code of dark squares, drawn as one path: it prints, scales, and needs no canvas. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, "L");
    code.addData(text, "Byte");
    code.make();
    const count = code.getModuleCount();
    const squares: string[] = [];
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (code.isDark(row, column)) squares.push(`M${column + quietModules} ${row + quietModules}h1v1h-1z`);
      }
    }
    return { path: squares.join(""), size: count + 2 * quietModules };
  }, [text]);
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
