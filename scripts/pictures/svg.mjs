// A few shapes of SVG as text. No fonts from outside: the reader's own are used, so widths are estimates.

const FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif";
export const WIDTH = 1000;
export const INK = '#1f2933';
export const GREY = '#5b6770';

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** About how wide a text is: a Chinese character is as wide as it is high. */
export const widthOf = (text, size) =>
  [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/u.test(sign) ? 1 : 0.57), 0) * size;

/** The text in lines no wider than this, broken at spaces. */
export function wrapped(text, size, most) {
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(longer, size) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export const label = (x, y, text, { size = 13, bold = false, fill = INK, anchor = 'start' } = {}) =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"` +
  `${bold ? ' font-weight="600"' : ''}>${escaped(text)}</text>`;

export const box = (x, y, width, height, { fill = '#ffffff', stroke = '#9aa5b1', radius = 5, dashed = false } = {}) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"` +
  `${dashed ? ' stroke-dasharray="4 3"' : ''}/>`;

/** A line through points; with an arrow head at its end where wanted. */
export const line = (points, { stroke = '#7b8794', arrow = false, width = 1.2 } = {}) =>
  `<polyline points="${points.map(([x, y]) => `${x},${y}`).join(' ')}" fill="none" stroke="${stroke}"` +
  ` stroke-width="${width}"${arrow ? ' marker-end="url(#arrow)"' : ''}/>`;

/** The whole picture. Its title and description are read aloud where pictures are not seen. */
export const picture = ({ height, title, description, parts }) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"` +
  ` font-family="${FONTS}" role="img">
<title>${escaped(title)}</title>
<desc>${escaped(description)}</desc>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
<path d="M0,0 L8,4 L0,8 z" fill="#7b8794"/></marker></defs>
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.flat(9).join('\n')}
</svg>
`;
