// Which policies to go on under, how far and how often.

import { h, set, text } from "./dom.js";

const STANDS = "default";

/** `element`, `setting(s)`, `frame(f)`, `notice(n)`, `done()`. */
export function createChoice(ctx) {
  const list = h("fieldset", { class: "ea-policy-list" });
  const months = h("input", { class: "ea-input ea-number-box", type: "number", min: 1, max: 240, value: 36, "aria-label": "Months" });
  const runs = h("input", { class: "ea-input ea-number-box", type: "number", min: 2, max: 2000, value: 500, "aria-label": "Futures a policy" });
  const go = h("button", { type: "button", class: "ea-button ea-main", onclick: ask }, "Fork futures");
  const said = h("span", { class: "ea-note", role: "status" });
  const from = h("span", { class: "ea-note" });
  const chosen = h("p", { class: "ea-chosen" });
  const element = h("div", { class: "ea-fork ea-stack" },
    h("div", { class: "ea-flow" }, go, from, h("label", { class: "ea-check" }, "Months ", months), h("label", { class: "ea-check" }, "Futures ", runs), said),
    chosen,
    h("details", {}, h("summary", {}, "Choose policies; the first is what the others are compared with"), list));
  const titles = new Map();
  let order = [];

  function toggle(name, on) {
    order = order.filter((one) => one !== name);
    if (on) order.push(name);
    tell();
  }
  function tell() {
    for (const box of list.querySelectorAll("input")) {
      const place = order.indexOf(box.value);
      box.checked = place >= 0;
      text(box.nextElementSibling, place >= 0 ? String(place + 1) : "");
    }
    text(chosen, order.map((name, k) => `${k + 1} ${titles.get(name)}`).join("  ·  "));
    go.disabled = order.length < 2 || order.length > 6;
    text(said, order.length < 2 ? "Choose two or more." : order.length > 6 ? "Six at most." : "");
  }
  function ask() {
    const fine = [months, runs].map((input) => (set(input, "aria-invalid", !input.checkValidity()), input.checkValidity()));
    if (!fine.every(Boolean)) return;
    text(said, "Playing …");
    go.disabled = true;
    ctx.send({ do: "fork", policies: order, runs: Number(runs.value), months: Number(months.value) });
  }
  function box(name, title, note) {
    titles.set(name, title);
    const input = h("input", { type: "checkbox", value: name, onchange: (event) => toggle(name, event.currentTarget.checked) });
    return h("label", { class: "ea-check", title: note }, input, h("span", { class: "ea-place" }), title);
  }

  return {
    element,
    setting(s) {
      if (!s) return;
      const names = new Set([STANDS, ...s.groups.flatMap((group) => group.policies.map((one) => one.name))]);
      list.replaceChildren(
        box(STANDS, "As it stands", "What the line itself goes on with"),
        ...s.groups.map((group) => h("div", { class: "ea-policy-group" }, h("span", { class: "ea-label" }, group.group), group.policies.map((one) => box(one.name, one.title, one.note)))));
      order = order.filter((name) => names.has(name));
      if (order.length < 2) {
        const strategies = s.groups.find((group) => group.policies.some((one) => s.policies.includes(one.name)))?.policies ?? s.groups[0]?.policies ?? [];
        const wished = ["hedge", "engage-institutionalise"].filter((name) => names.has(name));
        order = wished.length === 2 ? wished : [STANDS, ...strategies.slice(0, 1).map((one) => one.name)];
      }
      tell();
    },
    frame(f) {
      if (f) text(from, f.month ? `from ${ctx.format.month(f.date)} on` : "from the start on");
    },
    notice(n) {
      if (n?.kind === "progress" && (n.what === "fork" || n.what === "compile")) text(said, `${n.title}: ${Math.round((100 * (n.done ?? 0)) / (n.total || 1))} %`);
      if (n?.kind === "error" && n.what === "fork") {
        tell();
        text(said, n.lines.join(" "));
      }
    },
    done: tell,
  };
}
