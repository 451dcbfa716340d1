"use strict";
(() => {
  const {figures, config} = JSON.parse(document.getElementById("report-data").textContent);
  const coarse = matchMedia("(pointer: coarse)").matches;  // a drag over a figure must scroll a phone's page
  // Pixels: what is left of A4 between its margins, of that one of two columns, and the width of saved pictures.
  const PAPER = 680, COLUMN = 328, SAVED = 900;
  const started = figures.map(() => null);
  const node = k => document.getElementById("figure-" + k);

  function draw(k) {
    if (!started[k]) {
      const {data, layout} = figures[k];
      started[k] = Plotly.newPlot(node(k), data, coarse ? {...layout, dragmode: false} : layout, config);
    }
    return started[k];
  }

  // One after the other, so that the text can be read and scrolled while they are drawn.
  async function drawAll() {
    for (let k = 0; k < figures.length; k++) {
      await draw(k);
      await new Promise(resolve => setTimeout(resolve, 0));
    }
    document.documentElement.dataset.drawn = "all";
  }

  document.querySelectorAll("button[data-format]").forEach(button => button.addEventListener("click", async () => {
    const k = Number(button.dataset.figure), format = button.dataset.format;
    await draw(k);
    const height = node(k).clientHeight, scale = format === "png" ? 2 : 1;
    await Plotly.downloadImage(node(k), {format, filename: button.dataset.name, width: SAVED, height, scale});
  }));

  document.querySelectorAll("table.sortable").forEach(table => {
    const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
    const key = (row, k) => row.cells[k].dataset.value ?? row.cells[k].textContent;
    heads.forEach((head, k) => head.querySelector("button")?.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      const rows = [...body.rows].sort((a, b) => {
        const x = key(a, k), y = key(b, k), numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
        if (x === "" || y === "") return (x === "") - (y === "");  // what has no value stays last
        return (up ? 1 : -1) * (numbers ? x - y : String(x).localeCompare(String(y)));
      });
      heads.forEach(one => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...rows);
    }));
  });

  if (matchMedia("(max-width: 640px)").matches)
    document.querySelectorAll("details[data-fold]").forEach(one => { one.open = false; });

  // A reference that is asked for by its key must be seen, also where it lies folded.
  addEventListener("hashchange", () => {
    const fold = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("details");
    if (fold && !fold.open) { fold.open = true; fold.scrollIntoView(); }
  });

  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details.print:not([open])")];
    shut.forEach(one => { one.open = true; });
    figures.forEach((_, k) => {
      draw(k);
      Plotly.relayout(node(k), {width: node(k).closest(".abreast") ? COLUMN : PAPER, autosize: false});
    });
  });
  addEventListener("afterprint", () => {
    shut.forEach(one => { one.open = false; });
    figures.forEach((_, k) => Plotly.relayout(node(k), {width: null, autosize: true}));
  });
  drawAll();
})();
