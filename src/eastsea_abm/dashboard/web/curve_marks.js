// What stands on the curve: events, and names at the ends of lines.

const SYMBOLS = { record: "circle", model: "circle-open", you: "diamond" };
const WHOSE = { record: "on record", model: "the model", you: "you" };
const SMALL = { record: 5.5, model: 6, you: 9 }; // pixels of a mark that moved nothing
const WRAP = 64; // characters of a line of a hover text
const LONGEST_SOURCE = 110;
const TOLD = 5; // events of one month that are told in full
const HALO = ["1px 0 1px", "-1px 0 1px", "0 1px 1px", "0 -1px 1px"]; // around names, on top of lines
const ROOM = 13; // pixels between two names at the ends of lines

/** Events on the line, those of one month as one mark. */
export function markTrace(marks, shown, axis, theme, format) {
  const months = new Map();
  for (const mark of marks) months.set(mark.month, [...(months.get(mark.month) ?? []), mark]);
  const rows = [...months]
    .map(([month, here]) => {
      const k = axis.place(month);
      const whose = ["you", "record", "model"].find((origin) => here.some((mark) => mark.origin === origin)) ?? "model";
      const far = Math.max(...here.map((mark) => Math.abs(mark.moved ?? 0)));
      return {
        k,
        y: shown?.cooperation[k - shown.since_index] ?? null,
        whose,
        size: SMALL[whose] + Math.min(5, 2 * far),
        said: told(month, here, format),
      };
    })
    .filter((row) => row.y !== null);
  return {
    x: rows.map((row) => axis.middle(row.k)),
    y: rows.map((row) => row.y),
    type: "scatter",
    mode: "markers",
    hoverinfo: "text",
    hovertext: rows.map((row) => row.said),
    customdata: rows.map((row) => row.k + 1),
    marker: {
      symbol: rows.map((row) => SYMBOLS[row.whose] ?? SYMBOLS.model),
      size: rows.map((row) => row.size),
      opacity: 1,
      color: rows.map((row) => (row.whose === "you" ? theme.warn : row.whose === "record" ? theme.ink : theme.quiet)),
      line: { width: rows.map((row) => (row.whose === "model" ? 1.5 : 1)), color: theme.panel },
    },
  };
}

function told(month, here, format) {
  const most = here.toSorted((a, b) => Math.abs(b.moved ?? 0) - Math.abs(a.moved ?? 0));
  const lines = most.slice(0, TOLD).map((mark) => {
    const moved = mark.moved === null ? "" : ` <b>${format.signed(mark.moved, 2)}</b>`;
    const who = [mark.actor, mark.target].filter(Boolean).join(" → ");
    const source = mark.source ? `<br>  <i>${wrapped(`source: ${shortened(mark.source)}`)}</i>` : "";
    const by = [who, WHOSE[mark.origin] ?? mark.origin].filter(Boolean).join(", ");
    return `${wrapped(mark.text)}${moved}<br>  <i>${escaped(by)}</i>${source}`;
  });
  const more = most.length > TOLD ? `<br>and ${most.length - TOLD} more` : "";
  return `<b>${format.month(month)}</b><br>${lines.join("<br>")}${more}`;
}

/** Names at the ends of lines, moved apart where they would lie on each other; `height`: pixels of the plot. */
export function endTrace(f, shown, { hidden, axis, theme, height, narrow, paint, names }) {
  const ends = [];
  const put = (said, values, first, colour) => {
    const k = values.length - 1;
    if (k >= 0) ends.push({ said, x: axis.middle(first + k), y: values[k], colour });
  };
  const several = f.curve.lines.length > 1;
  if (shown && (several || !narrow))
    put(
      `<b>${several ? escaped(f.line) : names.cooperation}</b>`,
      shown.cooperation,
      shown.since_index,
      paint.cooperation,
    );
  if (shown && !narrow) put(names.trilateral, shown.trilateral, shown.since_index, paint.trilateral);
  for (const one of f.curve.lines) {
    if (one.name !== f.line && !hidden.has(one.name))
      put(escaped(one.name), one.cooperation, one.since_index ?? 0, paint.cooperation);
  }
  const room = (100 * ROOM) / Math.max(1, height);
  ends.sort((a, b) => a.y - b.y);
  ends.forEach((end, k) => {
    const close = ends.slice(0, k).filter((other) => Math.abs(other.x - end.x) < (axis.range[1] - axis.range[0]) / 8);
    end.at = Math.max(end.y, ...close.map((other) => other.at + room));
  });
  return {
    x: ends.map((end) => end.x),
    y: ends.map((end) => end.at),
    type: "scatter",
    mode: "text",
    hoverinfo: "skip",
    cliponaxis: false,
    text: ends.map((end) => `\u2002${end.said}`),
    textposition: "middle right",
    textfont: {
      size: 11,
      color: ends.map((end) => end.colour),
      shadow: HALO.map((shift) => `${shift} ${theme.panel}`).join(","),
    },
  };
}

// Plotly reads a little markup in its texts: what comes from data must not be taken for it.
export function escaped(said) {
  return String(said).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("%{", "% {");
}

function shortened(source) {
  return source.length > LONGEST_SOURCE ? `${source.slice(0, LONGEST_SOURCE - 1)}…` : source;
}

function wrapped(said) {
  const rows = [];
  for (const word of String(said).split(/\s+/)) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + word.length < WRAP) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows.map(escaped).join("<br>  ");
}
