export interface Bar {
  readonly label: string;
  readonly value: number;
}

const width = 860;
const rowHeight = 26;
const barStart = 330;
const longest = width - barStart - 90;

/** Horizontal bars, longest first, as an SVG: the same numbers give the same bytes. */
export function barChart({ title, bars, unit }: { title: string; bars: readonly Bar[]; unit: string }): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const height = 54 + bars.length * rowHeight;
  const rows = bars.map(({ label, value }, index) => {
    const y = 44 + index * rowHeight;
    const length = Math.max(1, Math.round((value / most) * longest));
    return [
      `<text x="${barStart - 10}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${barStart}" y="${y}" width="${length}" height="18" rx="2" fill="#b3261e"/>`,
      `<text x="${barStart + length + 8}" y="${y + 13}">${value.toFixed(2)}</text>`,
    ].join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="#1f1f1f">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="16" y="24" font-size="15" font-weight="600">${escaped(title)} · ${escaped(unit)}</text>
${rows.join("\n")}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
