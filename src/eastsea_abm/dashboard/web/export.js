// Figures as files: SVG and PNG, made in the browser.

import { h } from "./dom.js";
import { drawings, whole, words } from "./drawing.js";
import { menu } from "./menu.js";

/**
 * Gives `figureMenu(name, target, caption)`. `target` is an `<svg>`, a Plotly `<div>`, `{plot: div, below: svg}` for a
 * plot with a drawing underneath, or a function that gives one of these when asked. `caption()` gives sentences that
 * say what is drawn; where the figure comes from stands beneath it in any case.
 */
export function createFigureMenu(theme, plot, now) {
  return (name, target, caption = () => []) => {
    const save = (kind) => async () => {
      const figure = typeof target === "function" ? target() : target;
      const parts = [
        words([[name.charAt(0).toUpperCase() + name.slice(1), "title"]], theme, figure),
        ...(await drawings(figure, theme, plot)),
        words(
          [...caption(), origin(now())].map((said) => [said, "note"]),
          theme,
          figure,
        ),
      ];
      keep(
        await whole(parts, kind, theme.panel),
        `eastsea-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.${kind}`,
      );
    };
    return menu("⤓", `Save the figure: ${name}`, () => [
      { label: "SVG (drawing)", act: save("svg") },
      { label: "PNG (picture)", act: save("png") },
    ]).element;
  };
}

function origin({ setting, frame }) {
  if (!setting || !frame) return "eastsea_abm";
  const run = `Scenario ${setting.scenario.name}, seed ${setting.seed}, line ${frame.line}`;
  return `${run}, ${frame.month} of ${frame.months} months played. eastsea_abm ${setting.version}, a simulation.`;
}

/** Hands a Blob to the reader as a download. */
export function keep(blob, filename) {
  const address = URL.createObjectURL(blob);
  follow(address, filename);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Starts a download from an address of this very server; any other is refused. */
export function follow(address, filename) {
  const whole = new URL(address, location.href);
  if (whole.origin !== location.origin) throw new Error("A download must come from this server.");
  const link = h("a", { href: whole.href, download: filename ?? "", hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}
