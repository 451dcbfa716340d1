// The top of the page: which run this is, where in time it stands, and the hands on its clock.

import { createClock } from "./clock.js";
import { follow, h, set, text } from "./dom.js";
import { CHOICES as NAMES } from "./labels.js";
import { menu } from "./menu.js";
import { CHOICES as THEMES } from "./theme.js";

const KEYS = [
  ["Space", "Play or pause"],
  ["→", "Play one month"],
  ["←", "Look one month back"],
];

export function create(ctx) {
  const title = h("h1", { class: "ea-title" });
  const under = h("p", { class: "ea-subtitle" });
  const heading = h("div", { class: "ea-area-title ea-heading" }, title, under);
  const page = ctx.mode === "page";
  const clock = createClock(ctx, page);
  const line = page ? chooser(ctx) : null;
  const menus = h(
    "div",
    { class: "ea-area-menus ea-menus" },
    line?.element,
    page &&
      h(
        "button",
        {
          type: "button",
          class: "ea-button ea-small",
          title: "Save the session as a scenario file",
          onclick: () => ctx.send({ do: "save" }),
        },
        "Save",
      ),
    view(ctx).element,
    page && about(ctx).element,
  );
  const element = h("header", { class: "ea-bar", dataset: { panel: "bar" } }, heading, clock.element, menus);
  return {
    element,
    setting(s) {
      if (!s) return;
      text(title, s.scenario.title || s.scenario.name);
      text(under, s.scenario.question || s.scenario.region);
      set(
        heading,
        "title",
        [s.scenario.title, s.scenario.question, `Scenario ${s.scenario.name}, ${s.scenario.region}, seed ${s.seed}`]
          .filter(Boolean)
          .join("\n"),
      );
      clock.setting(s);
    },
    frame(f) {
      if (!f) return;
      clock.frame(f);
      line?.frame(f);
    },
    close: () => clock.close(),
  };
}

/** Which line is looked at; there only once there is a choice. */
function chooser(ctx) {
  const select = h("select", {
    class: "ea-select ea-small",
    "aria-label": "Line that is shown",
    title: "Line that is shown",
    onchange: () => ctx.send({ do: "line", name: select.value }),
  });
  const element = h("div", { class: "ea-chooser", hidden: true }, select);
  function frame(f) {
    element.hidden = f.lines.length < 2;
    follow(select, f.lines, {
      key: (one) => one.name,
      make: (one) => h("option", { value: one.name }),
      update: (node, one) => text(node, one.since ? `${one.name} (from ${ctx.format.month(one.since)})` : one.name),
    });
    if (document.activeElement !== select || select.value !== f.line) select.value = f.line;
  }
  return { element, frame };
}

function view(ctx) {
  const one = (choices, now, choose) =>
    choices.map(([value, label]) => ({ label, current: value === now, act: () => choose(value) }));
  return menu("View ▾", "View: colours and names", () => [
    "Colours",
    ...one(THEMES, ctx.theme.choice, ctx.theme.choose),
    "States are called by",
    ...one(NAMES, ctx.labels.choice, ctx.labels.choose),
    ...(ctx.labels.seas.length > 1
      ? [
          "The sea is called",
          ...one(
            [...ctx.labels.seas.map((name) => [name, name]), ["both", ctx.labels.seas.join(" / ")]],
            ctx.labels.seaChoice,
            ctx.labels.chooseSea,
          ),
        ]
      : []),
  ]);
}

function about(ctx) {
  return menu(
    "?",
    "About this run, and keys",
    () => {
      const s = ctx.now().setting;
      const said = (what, ...more) => h("p", { class: "ea-about" }, h("b", {}, what), " ", more);
      return [
        ...(s
          ? [
              said(s.scenario.title || s.scenario.name, s.scenario.question),
              said("Region:", s.scenario.region),
              said("Seed:", String(s.seed)),
              said("Months:", `${s.months} from ${ctx.format.month(s.start)}`),
              ...s.remarks.map((remark) => said("Remark:", remark)),
            ]
          : []),
        "Keys",
        ...KEYS.map(([key, what]) => h("p", { class: "ea-about" }, h("kbd", {}, key), " ", what)),
        h(
          "p",
          { class: "ea-about ea-note" },
          `eastsea_abm ${s?.version ?? ""}. A simulation, not a forecast: `,
          "numbers say what follows from the model's assumptions.",
        ),
      ];
    },
    { wide: true },
  );
}
