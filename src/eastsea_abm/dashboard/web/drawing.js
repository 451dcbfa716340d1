// Figures as drawings that stand alone: what the page's stylesheet says is written into them.

import { h, svg } from "./dom.js";

const SCALE = 2; // of a PNG, so that it stands printing
const ROW = 15; // pixels of a line of text beneath or above a figure
const EDGE = 8;
const WIDE = { title: 8, note: 5.3 }; // pixels of a letter, on the safe side
const STYLED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
  "paint-order",
];

/** Everything a figure consists of, from top to bottom, each as `{source, width, height}`. */
export async function drawings(figure, theme, plot) {
  if (figure instanceof SVGElement) return [standalone(figure, theme.panel)];
  if (figure.plot) return [await plotted(figure.plot, plot), standalone(figure.below, theme.panel)];
  return [await plotted(figure, plot)];
}

async function plotted(div, plot) {
  const Plotly = await plot.load();
  const address = await Plotly.toImage(div, { format: "svg", width: div.clientWidth, height: div.clientHeight });
  return {
    source: decodeURIComponent(address.slice(address.indexOf(",") + 1)),
    width: div.clientWidth,
    height: div.clientHeight,
  };
}

/** Lines of text as a drawing of its own, as wide as the figure. */
export function words(lines, theme, figure) {
  const width = (figure.plot ?? figure).getBoundingClientRect().width;
  const rows = lines.flatMap(([said, kind]) => broken(said, Math.floor(width / WIDE[kind])).map((row) => [row, kind]));
  const drawing = svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height: ROW * rows.length + EDGE,
      style: { background: theme.panel },
    },
    rows.map(([row, kind], k) =>
      svg(
        "text",
        {
          x: EDGE,
          y: ROW * (k + 1),
          "font-family": "sans-serif",
          "font-size": kind === "title" ? 13 : 10,
          "font-weight": kind === "title" ? 600 : 400,
          fill: kind === "title" ? theme.ink : theme.quiet,
        },
        row,
      ),
    ),
  );
  return { source: new XMLSerializer().serializeToString(drawing), width, height: ROW * rows.length + EDGE };
}

function broken(said, longest) {
  const rows = [""];
  for (const word of said.split(" ")) {
    if (rows.at(-1).length + word.length < longest) rows[rows.length - 1] += `${rows.at(-1) ? " " : ""}${word}`;
    else rows.push(word);
  }
  return rows.filter(Boolean);
}

/** A drawing that needs no stylesheet: what the page's rules say of each element is written into it. */
function standalone(drawing, background) {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true);
  const originals = drawing.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((node, k) => {
    const style = getComputedStyle(originals[k]);
    for (const name of STYLED) node.style.setProperty(name, style.getPropertyValue(name));
    node.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  if (!copy.getAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.style.background = background;
  return { source: new XMLSerializer().serializeToString(copy), width, height };
}

/** Drawings one under the other as one Blob of the kind asked for. */
export async function whole(parts, kind, ground) {
  const width = Math.max(...parts.map((part) => part.width));
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  let y = 0;
  const inner = parts.map((part) => {
    const placed = part.source.replace(/^<\?xml[^>]*\?>/, "").replace("<svg", `<svg x="0" y="${y}"`);
    y += part.height;
    return placed;
  });
  const size = `width="${width}" height="${height}"`;
  const sheet = `<rect ${size} fill="${ground}"/>`;
  const frame = `xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}"`;
  const source = `<svg ${frame}>${sheet}${inner.join("")}</svg>`;
  return kind === "svg" ? new Blob([source], { type: "image/svg+xml" }) : painted(source, width, height);
}

async function painted(source, width, height) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await picture.decode();
  const canvas = h("canvas", { width: Math.round(SCALE * width), height: Math.round(SCALE * height) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
