// Words from the server: progress, errors with everything that is wrong, finished downloads; and why a step failed.

import { follow as startDownload } from "./export.js";
import { follow, h, set, text } from "./dom.js";

const STAYS = { done: 6000, info: 15000 }; // milliseconds after which a word goes by itself; errors stay
const FROM_US = /^\/eastsea\/download\/[\w-]+$/;

export function create(ctx) {
  const said = card(() => hide(said));
  const failed = card(() => hide(failed), "alert");
  const element = h(
    "aside",
    { class: "ea-notices", dataset: { panel: "notice" }, "aria-label": "Notices" },
    failed.element,
    said.element,
  );
  let fetched = null; // the download that has been started: a notice may be told twice
  let problem = "";
  let timer = null;

  return {
    element,
    notice(n) {
      clearTimeout(timer);
      if (!n) return hide(said);
      tell(said, n, ctx.format);
      if (n.url && n.url !== fetched && FROM_US.test(n.url)) {
        fetched = n.url;
        startDownload(n.url, n.filename);
      }
      if (STAYS[n.kind]) timer = setTimeout(() => hide(said), STAYS[n.kind]);
      return undefined;
    },
    frame(f) {
      const now = f?.problem ? JSON.stringify(f.problem) : "";
      if (now === problem) return; // said once; what the reader has put away stays away
      problem = now;
      if (!now) hide(failed);
      else
        tell(
          failed,
          {
            kind: "error",
            ...f.problem,
            lines: [...f.problem.lines, "Nothing is lost: the run stands where it stood."],
          },
          ctx.format,
        );
    },
    close: () => clearTimeout(timer),
  };
}

function card(close, role = "status") {
  const title = h("b", { class: "ea-notice-title" });
  const left = h("span", { class: "ea-note ea-number" });
  const bar = h("progress", { class: "ea-progress", max: 1, value: 0, hidden: true, "aria-label": "Progress" });
  const lines = h("ul", { class: "ea-notice-lines" });
  const button = h(
    "button",
    {
      type: "button",
      class: "ea-button ea-plain ea-small",
      "aria-label": "Close the notice",
      title: "Close",
      onclick: close,
    },
    "✕",
  );
  const element = h(
    "div",
    { class: "ea-notice", hidden: true, role, "aria-live": role === "alert" ? "assertive" : "polite" },
    h("div", { class: "ea-notice-head" }, title, left, button),
    bar,
    lines,
  );
  return { element, title, left, bar, lines };
}

function tell(to, n, format) {
  to.element.dataset.kind = n.kind;
  to.element.dataset.what = n.what ?? "";
  set(to.element, "role", n.kind === "error" ? "alert" : "status");
  text(to.title, n.title);
  const counted = n.kind === "progress" && typeof n.total === "number";
  text(
    to.left,
    !counted
      ? ""
      : n.eta_s === null
        ? `of ${format.count(n.total)}`
        : `${format.count(n.done)} of ${format.count(n.total)}, ${format.seconds(n.eta_s)} left`,
  );
  to.bar.hidden = n.kind !== "progress";
  if (counted) set(to.bar, "value", n.total ? (n.done ?? 0) / n.total : 0);
  else to.bar.removeAttribute("value");
  follow(to.lines, n.lines ?? [], { key: (line, k) => `${k} ${line}`, make: (line) => h("li", {}, line) });
  to.element.hidden = false;
}

function hide(one) {
  one.element.hidden = true;
}
