// The one front end of every explorer: a declared list of controls, a picture with
// its text alternative, a status line, the chosen record in words, and a data table.
// Python sends data only. All text is set by textContent, so nothing in a data file
// can become markup. Elements are made once and then changed in place: replacing an
// element that has the focus would throw a keyboard user back to the top of the page.

const make = (tag, parent, props = {}) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  if (parent) parent.append(node);
  return node;
};

// JupyterLab runs its shortcuts (x cuts the cell) for keys typed in a widget unless the
// focused element itself carries this attribute; on a parent it does nothing.
const focusable = (tag, parent, props = {}) =>
  make(tag, parent, { ...props, "data-lm-suppress-shortcuts": "true" });

const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// ---------------------------------------------------------------- controls
// Each maker returns update(spec, value), called whenever Python changed either.

function selectControl(spec, id, parent, send) {
  const box = make("div", parent, { class: "hl-field" });
  make("label", box, { for: id, text: spec.label });
  const select = focusable("select", box, { id });
  let shown = null;
  select.addEventListener("change", () => send(select.value));
  return (next, value) => {
    if (!same(next.options, shown)) {
      shown = next.options;
      select.replaceChildren();
      for (const option of shown) make("option", select, { value: option.value, text: option.label });
    }
    select.value = value ?? "";
  };
}

function checkboxesControl(spec, id, parent, send) {
  const set = make("fieldset", parent, { class: "hl-set" });
  make("legend", set, { text: spec.label });
  const boxes = new Map();
  spec.options.forEach((option, i) => {
    const label = make("label", set, { class: "hl-check" });
    const box = focusable("input", label, { type: "checkbox", id: `${id}-${i}`, value: option.value });
    make("span", label, { text: option.label });
    box.addEventListener("change", () =>
      send([...boxes.values()].filter((b) => b.checked).map((b) => b.value)));
    boxes.set(option.value, box);
  });
  return (next, value) => {
    for (const [key, box] of boxes) box.checked = (value ?? []).includes(key);
  };
}

// A date typed on the keyboard passes through years such as 0019: a date outside the
// limits is not sent, and the last good one comes back when the field is left.
function dateInput(parent, id, label, send) {
  const box = make("div", parent, { class: "hl-field" });
  make("label", box, { for: id, text: label });
  const input = focusable("input", box, { type: "date", id });
  let good = "";
  input.addEventListener("change", () => {
    if (input.value && input.validity.valid && input.value !== good) send((good = input.value));
  });
  input.addEventListener("blur", () => { if (input.value !== good) input.value = good; });
  return (spec, value) => {
    if (spec.min) input.min = spec.min;
    if (spec.max) input.max = spec.max;
    const changed = (value ?? "") !== good;
    good = value ?? "";
    if (changed || document.activeElement !== input) input.value = good;
  };
}

function dateControl(spec, id, parent, send) {
  const update = dateInput(parent, id, spec.label, send);
  return (next, value) => update(next, value);
}

function datesControl(spec, id, parent, send) {
  const set = make("fieldset", parent, { class: "hl-set" });
  make("legend", set, { text: spec.label });
  let now = ["", ""];
  const ends = [0, 1].map((end) => dateInput(set, `${id}-${end}`, spec.ends[end], (day) => {
    now = end ? [now[0], day] : [day, now[1]];
    send(now);
  }));
  return (next, value) => {
    now = value ?? ["", ""];
    ends[0]({ min: next.min, max: now[1] || next.max }, now[0]);
    ends[1]({ min: now[0] || next.min, max: next.max }, now[1]);
  };
}

function textControl(spec, id, parent, send) {
  const box = make("div", parent, { class: "hl-field" });
  make("label", box, { for: id, text: spec.label });
  const input = focusable("input", box, { type: "text", id, autocomplete: "off" });
  input.addEventListener("change", () => send(input.value));
  return (next, value) => { if (document.activeElement !== input) input.value = value ?? ""; };
}

function buttonsControl(spec, id, parent, send, press) {
  const set = make("fieldset", parent, { class: "hl-set hl-buttons" });
  make("legend", set, { text: spec.label });
  const buttons = new Map();
  for (const option of spec.options) {
    const button = focusable("button", set, { type: "button", text: option.label });
    button.addEventListener("click", () => press(option.value));
    buttons.set(option.value, button);
  }
  // aria-disabled, not disabled: a disabled button would drop the focus. Python
  // answers a press that leads nowhere with a sentence in the status line.
  return (next) => {
    for (const option of next.options) {
      const button = buttons.get(option.value);
      if (!button) continue;
      setText(button, option.label);
      button.setAttribute("aria-disabled", option.off ? "true" : "false");
    }
  };
}

const MAKERS = {
  select: selectControl, checkboxes: checkboxesControl, date: dateControl,
  dates: datesControl, text: textControl, buttons: buttonsControl,
};

// ---------------------------------------------------------------- parts below the controls

function pictureView(parent) {
  const figure = make("figure", parent, { class: "hl-figure" });
  const img = make("img", figure);
  const caption = make("figcaption", figure);
  let url = null;
  const show = (bytes) => {
    if (!bytes || !bytes.byteLength) return;
    const old = url;
    url = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    img.onload = () => old && URL.revokeObjectURL(old);
    img.src = url;
  };
  const free = () => url && URL.revokeObjectURL(url);
  return { img, caption, show, free };
}

function fillDetails(box, details) {
  box.replaceChildren();
  box.hidden = !details.title;
  if (!details.title) return;
  make("p", box, { class: "hl-title", text: details.title });
  const list = make("dl", box);
  for (const row of details.rows ?? []) {
    make("dt", list, { text: row.term });
    for (const entry of row.texts) {
      const dd = make("dd", list);
      const href = entry.href ?? "";
      if (/^https?:\/\//.test(href)) {
        focusable("a", dd, { href, target: "_blank", rel: "noopener", text: entry.text });
      } else dd.textContent = entry.text ?? entry;
    }
  }
}

// A folded list of sentences: the facts drawn, the works behind them.
function listView(parent, name) {
  const fold = make("details", parent, { class: "hl-list" });
  const summary = focusable("summary", fold);
  const list = make("ul", fold);
  return (texts) => {
    fold.hidden = !texts.length;
    setText(summary, `${name} (${texts.length})`);
    list.replaceChildren();
    for (const text of texts) make("li", list, { text });
  };
}

// The table is built only while it is open: a closed one costs nothing at each step.
function tableView(parent) {
  const fold = make("details", parent, { class: "hl-table" });
  const summary = focusable("summary", fold, { text: "" });
  const scroll = focusable("div", fold, { class: "hl-scroll", role: "region", tabindex: "0" });
  const line = make("p", fold);
  const link = focusable("a", line, { text: "Save this table as a CSV file" });
  let data = {}, url = null;
  const free = () => url && URL.revokeObjectURL(url);
  const fill = () => {
    scroll.replaceChildren();
    const table = make("table", scroll);
    make("caption", table, { text: data.caption ?? "" });
    const head = make("tr", make("thead", table));
    for (const name of data.columns ?? []) make("th", head, { scope: "col", text: name });
    const body = make("tbody", table);
    for (const row of data.rows ?? []) {
      const line = make("tr", body);
      row.forEach((cell, i) => i
        ? make("td", line, { text: cell })
        : make("th", line, { scope: "row", text: cell }));
    }
    free();
    url = URL.createObjectURL(new Blob(["\ufeff", data.csv ?? ""], { type: "text/csv" }));
    link.href = url;
    link.download = data.filename ?? "table.csv";
  };
  fold.addEventListener("toggle", () => fold.open && fill());
  const show = (next) => {
    data = next;
    fold.hidden = !(next.columns ?? []).length;
    setText(summary, `Data table (${(next.rows ?? []).length} rows)`);
    scroll.setAttribute("aria-label", next.caption ?? "Data table");
    if (fold.open) fill();
  };
  return { show, free };
}

// ---------------------------------------------------------------- the view

function render({ model, el }) {
  const prefix = `hl-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", el, { class: "historylab", "aria-label": model.get("label") });
  const bar = make("div", root, { class: "hl-controls" });
  const status = make("p", root, { role: "status", class: "hl-status" });
  const picture = pictureView(root);
  const details = make("section", root, { class: "hl-details", "aria-label": model.get("details_label") });
  const notes = listView(root, "Notes on this picture");
  const facts = listView(root, "The picture in sentences");
  const table = tableView(root);
  const sources = listView(root, "Sources");

  const updates = new Map();
  const send = (name) => (value) => { model.set(name, value); model.save_changes(); };
  const press = (value) => model.send({ press: value });
  // Controls with a `fold` share a closed box of that name, so that the picture stays in
  // view below the few controls that are used at every step.
  const folds = new Map();
  const placeOf = (spec) => {
    if (!spec.fold) return bar;
    if (!folds.has(spec.fold)) {
      const fold = make("details", null, { class: "hl-fold" });
      bar.after(...[...folds.values()].map((place) => place.parentNode), fold);
      focusable("summary", fold, { text: spec.fold });
      folds.set(spec.fold, make("div", fold, { class: "hl-controls" }));
    }
    return folds.get(spec.fold);
  };
  for (const spec of model.get("controls")) {
    const place = placeOf(spec);
    const update = MAKERS[spec.kind](spec, `${prefix}-${spec.name}`, place, send(spec.name), press);
    updates.set(spec.name, { update, node: place.lastElementChild });
  }

  const drawControls = () => {
    for (const spec of model.get("controls")) {
      const control = updates.get(spec.name);
      if (!control) continue;
      control.node.hidden = Boolean(spec.hidden);
      control.update(spec, model.get(spec.name));
    }
    for (const place of folds.values()) {
      place.parentNode.hidden = [...place.children].every((node) => node.hidden);
    }
  };
  const drawPicture = () => {
    const [width, height] = model.get("picture_size");
    Object.assign(picture.img, { width, height, alt: model.get("alt") });
    picture.img.classList.toggle("hl-tall", height > width);
    picture.show(model.get("picture"));
  };
  const parts = {
    "change:picture": drawPicture,
    "change:alt": () => { picture.img.alt = model.get("alt"); },
    "change:caption": () => setText(picture.caption, model.get("caption")),
    "change:status": () => setText(status, model.get("status")),
    "change:details": () => fillDetails(details, model.get("details")),
    "change:facts": () => facts(model.get("facts")),
    "change:notes": () => notes(model.get("notes")),
    "change:sources": () => sources(model.get("sources")),
    "change:table": () => table.show(model.get("table")),
    "change:controls": drawControls,
  };
  for (const spec of model.get("controls")) {
    if (spec.kind !== "buttons") parts[`change:${spec.name}`] = drawControls;
  }
  for (const [event, draw] of Object.entries(parts)) model.on(event, draw);
  for (const draw of new Set(Object.values(parts))) draw();

  // A picture made for a projector cannot be read on a phone: say when the page is narrow.
  let narrow = model.get("narrow");
  const watch = new ResizeObserver(() => {
    if (!el.clientWidth || (el.clientWidth < 560) === narrow) return;
    narrow = !narrow;
    model.send({ narrow });
  });
  watch.observe(el);

  return () => {
    watch.disconnect();
    for (const [event, draw] of Object.entries(parts)) model.off(event, draw);
    picture.free();
    table.free();
  };
}

export default { render };
