// Axes of the curve: the whole run and the whole index, so that nothing jumps while it is played.

import { milliseconds } from "./time_axis.js";

const NARROW = 560; // pixels of the panel below which names stand above bars and margins shrink
const MARGINS = { wide: { left: 84, right: 76 }, narrow: { left: 34, right: 44 } };
const TOP = 8; // pixels above the curve
const BELOW = 20; // and beneath it, for the years
const TICK = 25; // of the index
const NEAR = 12; // pixels within which the pointer finds a mark

export const TOP_AND_BOTTOM = TOP + BELOW;

/** Where the time axis lies in a panel so wide; `zoomed`: the range the reader has chosen, if any. */
export function placed(width, axis, zoomed) {
  const narrow = width < NARROW;
  const range = zoomed ? zoomed.map(milliseconds) : axis.range;
  return { width, narrow, ...MARGINS[narrow ? "narrow" : "wide"], range, axis };
}

/** `at`: as of `placed`; `run`: when it changes, and only then, the reader's zoom is forgotten. */
export function curveLayout(f, at, height, run, theme) {
  const now = f.month > 0 ? at.axis.middle(f.month - 1) : null;
  const rule = {
    type: "line",
    x0: now,
    x1: now,
    y0: 0,
    y1: 1,
    yref: "paper",
    line: { color: theme.ink, width: 1, dash: "1px,2px" },
  };
  const title = { text: "index, 0 to 100", standoff: 6, font: { color: theme.quiet, size: 11 } };
  return {
    width: at.width,
    height,
    margin: { l: at.left, r: at.right, t: TOP, b: BELOW },
    uirevision: run,
    dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom", // a finger that drags scrolls the page
    hoverdistance: NEAR,
    xaxis: {
      type: "date",
      range: [...at.axis.range],
      showgrid: true,
      zeroline: false,
      showline: false,
      hoverformat: "%b %Y",
      ticks: "outside",
      ticklen: 3,
      nticks: at.narrow ? 6 : 12,
    },
    yaxis: { range: [0, 100], fixedrange: true, dtick: TICK, zeroline: false, title: at.narrow ? undefined : title },
    shapes: now === null ? [] : [rule],
  };
}
