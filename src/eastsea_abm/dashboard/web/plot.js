// Plotly: loaded once from this server, drawn in the page's colours, never more often than asked for.

const SCRIPT = "plotly.min.js"; // below the address the server says
const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  doubleClick: "reset",
  scrollZoom: false,
  showTips: false,
};
const IMAGE_SCALE = 2; // of a PNG, so that it stands printing

let loading = null;

/** Plotly itself, loaded once a page; the promise fails where the script cannot be had. */
function load(base) {
  loading ??= globalThis.Plotly ? Promise.resolve(globalThis.Plotly) : fetched(base + SCRIPT);
  return loading;
}

function fetched(address) {
  // An AMD loader on the page would take the script for a module of its own, and no global would appear.
  const define = globalThis.define;
  if (define?.amd) globalThis.define = undefined;
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => (globalThis.Plotly ? done(globalThis.Plotly) : failed(new Error("Plotly did not start")));
    script.onerror = () => failed(new Error(`${address} cannot be loaded`));
    document.head.append(script);
  }).finally(() => {
    if (define?.amd) globalThis.define = define;
  });
}

/** `react(div, data, layout)`, `download(div, name, kind)`, `resize(div)`, `purge(div)`, bound to a theme. */
export function createPlot(theme, base) {
  return {
    load: () => load(base),
    async react(div, data, layout) {
      const Plotly = await load(base);
      if (!div.isConnected) return div;
      return Plotly.react(div, data, themed(layout, theme), CONFIG);
    },
    async download(div, name, kind) {
      const Plotly = await load(base);
      const image = { format: kind, filename: name, width: div.clientWidth, height: div.clientHeight };
      return Plotly.downloadImage(div, kind === "png" ? { ...image, scale: IMAGE_SCALE } : image);
    },
    resize(div) {
      if (globalThis.Plotly && div.data && div.clientWidth) globalThis.Plotly.Plots.resize(div);
    },
    purge(div) {
      if (globalThis.Plotly) globalThis.Plotly.purge(div);
    },
  };
}

function themed(layout, theme) {
  const dressed = {
    paper_bgcolor: theme.panel,
    plot_bgcolor: theme.panel,
    showlegend: false,
    uirevision: "keep",
    hovermode: "closest",
    ...layout,
    font: {
      family: getComputedStyle(document.body).getPropertyValue("--sans").trim() || "sans-serif",
      size: 11,
      color: theme.ink,
      ...layout.font,
    },
    hoverlabel: {
      bgcolor: theme.panel,
      bordercolor: theme.line,
      align: "left",
      font: { color: theme.ink, size: 12 },
      ...layout.hoverlabel,
    },
  };
  for (const [name, axis] of Object.entries(layout)) {
    if (/^[xy]axis\d*$/.test(name)) {
      dressed[name] = {
        gridcolor: theme.faint,
        linecolor: theme.line,
        zerolinecolor: theme.line,
        tickcolor: theme.line,
        tickfont: { color: theme.quiet },
        ...axis,
      };
    }
  }
  return dressed;
}
