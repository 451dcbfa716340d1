// Colours of the variables on map, matrix and history: even steps for the eye, told apart by lightness alone.

/**
 * What can be shown between two states: name, unit, end of the scale, digits, and the hue in OKLCH degrees.
 * `directed`: whether each state has a value of its own.
 */
export const VARIABLES = {
  cooperation: { label: "Cooperation", unit: "index, 0 to 100", high: 100, digits: 0, hue: 252, directed: false },
  trust: { label: "Trust", unit: "0 to 1", high: 1, digits: 2, hue: 168, directed: true },
  threat: { label: "Threat perceived", unit: "0 to 1", high: 1, digits: 2, hue: 28, directed: true },
  grievance: { label: "Grievance", unit: "0 to 1", high: 1, digits: 2, hue: 312, directed: true },
};

/** Lightness and chroma at nothing and at the end of the scale; more is always further from the paper. */
const ENDS = {
  light: { from: [0.87, 0.05], to: [0.42, 0.17] },
  dark: { from: [0.38, 0.05], to: [0.86, 0.12] },
};
const STEPS = 64; // colours of a scale that are kept
const BRIGHT = "#ffffff";
const DEEP = "#000000";
const kept = new Map();

/** Share of the scale from 0 to 1. */
export const share = (variable, value) => Math.min(1, Math.max(0, value / VARIABLES[variable].high));

/** The colour of a value; the faint end still stands out from the paper. */
export function shade(theme, variable, value) {
  const step = Math.round(STEPS * share(variable, value));
  const key = `${theme.dark}|${variable}|${step}`;
  if (!kept.has(key)) kept.set(key, mixed(theme.dark ? ENDS.dark : ENDS.light, VARIABLES[variable].hue, step / STEPS));
  return kept.get(key);
}

/** The colour in which a line of this variable is drawn: well up its scale. */
export const lineColour = (theme, variable) => shade(theme, variable, 0.8 * VARIABLES[variable].high);

/** Ink that can be read on a shade: whichever of the two contrasts more. */
export function inkOn(theme, variable, value) {
  const ground = luminance(shade(theme, variable, value));
  return 1.05 / (ground + 0.05) > (ground + 0.05) / (luminance(DEEP) + 0.05) ? BRIGHT : DEEP;
}

/** A chooser of the variable, kept by the browser; `changed(name)` is called with each choice. */
export function chooser(ctx, key, first, changed) {
  const before = ctx.store.get(key, first);
  const select = ctx.h(
    "select",
    {
      class: "ea-select ea-variable",
      "aria-label": "Variable",
      onchange: () => (ctx.store.set(key, select.value), changed(select.value)),
    },
    Object.entries(VARIABLES).map(([name, one]) => ctx.h("option", { value: name }, one.label)),
  );
  select.value = before in VARIABLES ? before : first;
  return select;
}

function mixed({ from, to }, hue, part) {
  const [light, chroma] = [0, 1].map((k) => from[k] + part * (to[k] - from[k]));
  for (let less = chroma; ; less -= 0.005) {
    const colour = linear(light, Math.max(0, less), hue);
    if (less <= 0 || colour.every((x) => x > -0.0005 && x < 1.0005)) return `#${colour.map(coded).join("")}`;
  }
}

/** Linear sRGB of a colour in OKLCH (the matrices are those of Björn Ottosson's OKLab). */
function linear(light, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function coded(x) {
  const part = Math.min(1, Math.max(0, x));
  const said = part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
  return Math.round(255 * said)
    .toString(16)
    .padStart(2, "0");
}

function luminance(colour) {
  const [r, g, b] = [1, 3, 5]
    .map((k) => parseInt(colour.slice(k, k + 2), 16) / 255)
    .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
