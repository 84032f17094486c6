// One question: a form of native controls, hints that open one after the other, and
// feedback that a screen reader announces. The form is declared by Python; which answer
// is right is never sent before it was given. All text is set by textContent.

const DRAFT_PAUSE = 800; // ms without a key before typed text is kept
const PATIENCE = 5000; // ms without an answer from Python before we say so
const HINTS = ["Hint 1: where to look", "Hint 2: how to think", "Hint 3: a case like this one"];

const make = (tag, parent, props = {}) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  if (parent) parent.append(node);
  return node;
};

// JupyterLab acts on letters typed in a control unless the control itself carries this.
const focusable = (tag, parent, props = {}) =>
  make(tag, parent, { ...props, "data-lm-suppress-shortcuts": "true" });

// A small, safe part of Markdown, built as nodes: **strong**, *emphasis*, [text](https://...), lists.
// A star between letters or digits is a star: 5*3*2 stays as it is.
const INLINE = /(?<![\w*])\*\*(?=\S)([^*]*[^*\s])\*\*(?![\w*])|(?<![\w*])\*(?=\S)([^*]*[^*\s])\*(?![\w*])|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

function inline(parent, text) {
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    parent.append(text.slice(at, found.index));
    if (found[1]) make("strong", parent, { text: found[1] });
    else if (found[2]) make("em", parent, { text: found[2] });
    else focusable("a", parent, { href: found[4], target: "_blank", rel: "noopener", text: found[3] });
    at = found.index + found[0].length;
  }
  parent.append(text.slice(at));
}

// The same text without its marks, for places that hold no markup.
const plain = (text) => {
  const node = document.createElement("p");
  inline(node, text);
  return node.textContent;
};

const POINT = { ul: /^\s*[-*]\s+/, ol: /^\s*\d+[.)]\s+/ };

function prose(parent, text) {
  let open = null; // the paragraph or list that the next line belongs to
  for (const line of text.split("\n")) {
    const tag = Object.keys(POINT).find((name) => POINT[name].test(line)) ?? (line.trim() ? "p" : null);
    if (!tag) open = null;
    else if (tag !== "p") {
      if (open?.tagName !== tag.toUpperCase()) open = make(tag, parent);
      inline(make("li", open), line.replace(POINT[tag], ""));
    } else if (open?.tagName === "P") inline(open, ` ${line.trim()}`);
    else inline((open = make("p", parent)), line.trim());
  }
}

// ---------------------------------------------------------------- fields
// Each maker returns { read(), write(value) }. What a field may tell: send() a choice was
// made, typing() a key was pressed, enter() the field is done, say(text) for screen readers.

function group(field, parent, named) {
  const set = make("fieldset", parent, { class: "hq-set" });
  if (field.label) inline(make("legend", set), field.label);
  else set.setAttribute("aria-labelledby", named);
  return set;
}

const choices = (type) => (field, id, parent, { send, named }) => {
  const set = group(field, parent, named);
  const boxes = field.options.map((option, i) => {
    const label = make("label", set, { class: "hq-option" });
    const box = focusable("input", label, { type, name: id, value: option.id, id: `${id}-${i}` });
    inline(make("span", label), option.text);
    box.addEventListener("change", send);
    return box;
  });
  const taken = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    read: () => (type === "radio" ? taken()[0] ?? null : taken()),
    write: (value) => boxes.forEach((box) => { box.checked = [value ?? []].flat().includes(box.value); }),
  };
};

function orderField(field, id, parent, { send, say, named }) {
  const set = group(field, parent, named);
  const list = make("ol", set, { class: "hq-order" });
  let touched = false;
  const rows = new Map();
  for (const option of field.options) {
    const row = make("li", list);
    const name = plain(option.text);
    inline(make("span", row), option.text);
    const moves = make("span", row, { class: "hq-moves" });
    for (const [step, word] of [[-1, "Earlier"], [1, "Later"]]) {
      const button = focusable("button", moves, { type: "button", text: word, "aria-label": `${word}: ${name}` });
      button.addEventListener("click", () => {
        const all = [...list.children], at = all.indexOf(row), to = at + step;
        if (to < 0 || to >= all.length) return say(`${name} is already ${to < 0 ? "first" : "last"}.`);
        list.insertBefore(step < 0 ? row : all[to], step < 0 ? all[to] : row);
        button.focus();
        touched = true;
        say(`${name} is now number ${to + 1} of ${all.length}.`);
        send();
      });
    }
    rows.set(option.id, row);
  }
  const keep = focusable("button", set, { type: "button", text: "Keep this order" });
  keep.addEventListener("click", () => { touched = true; say("This order is taken as your answer."); send(); });
  const now = () => [...list.children].map((row) => [...rows].find(([, node]) => node === row)[0]);
  return {
    read: () => (touched ? now() : null),
    write: (value) => {
      if (!Array.isArray(value)) return;
      touched = true;
      const known = value.filter((key) => rows.has(key));
      if (JSON.stringify(known) === JSON.stringify(now())) return; // moving nodes would drop the focus
      for (const key of known) list.append(rows.get(key));
    },
  };
}

function selectField(field, id, parent, { send }) {
  const box = make("div", parent, { class: "hq-field" });
  inline(make("label", box, { for: id }), field.label);
  const select = focusable("select", box, { id });
  make("option", select, { value: "", text: "Choose" });
  for (const option of field.options) make("option", select, { value: option.id, text: plain(option.text) });
  // A closed list cuts long words off where space is short; there they stand below it in full.
  const whole = make("p", box, { class: "hq-chosen", "aria-hidden": "true" });
  const tell = () => { whole.textContent = select.value && select.selectedOptions[0].text.length > 26 ? select.selectedOptions[0].text : ""; };
  select.addEventListener("change", () => { tell(); send(); });
  return { read: () => select.value || null, write: (value) => { select.value = value ?? ""; tell(); } };
}

function typed(input, { send, typing }, seen = () => {}) {
  input.addEventListener("input", () => { seen(); typing(); });
  input.addEventListener("change", send);
  seen();
  return {
    read: () => input.value,
    write: (value) => { // never under the hands of somebody who types
      if (document.activeElement !== input) { input.value = value ?? ""; seen(); }
    },
  };
}

function lineField(field, id, parent, told) {
  const box = make("div", parent, { class: "hq-field" });
  inline(make("label", box, { for: id }), field.unit ? `${field.label} (${field.unit})` : field.label);
  const input = focusable("input", box, { type: "text", id, autocomplete: "off", spellcheck: "false" });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !event.shiftKey && !event.ctrlKey) told.enter();
  });
  return typed(input, told);
}

function areaField(field, id, parent, told) {
  const box = make("div", parent, { class: "hq-field hq-wide" });
  inline(make("label", box, { for: id }), field.label);
  if (field.starters?.length) {
    const list = make("ul", box, { class: "hq-starters", "aria-label": "Ways to begin" });
    for (const text of field.starters) inline(make("li", list), text);
  }
  const area = focusable("textarea", box, { id, rows: field.rows ?? 4 });
  if (!field.count) return typed(area, told);
  const count = make("p", box, { class: "hq-count", id: `${id}-count` });
  area.setAttribute("aria-describedby", count.id);
  return typed(area, told, () => {
    const words = area.value.split(/\s+/).filter(Boolean).length;
    count.textContent = `${words} word${words === 1 ? "" : "s"}`;
  });
}

function quoteField(field, id, parent) {
  const box = make("div", parent, { class: "hq-claim" });
  make("p", box, { class: "hq-label", id, text: field.label });
  prose(make("blockquote", box, { class: "hq-quote", "aria-labelledby": id }), field.text);
  return null;
}

const MAKERS = { radio: choices("radio"), checks: choices("checkbox"), order: orderField, select: selectField,
  line: lineField, area: areaField, quote: quoteField };

// ---------------------------------------------------------------- the view

const same = (one, other) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

function render({ model, el }) {
  const prefix = `hq-${Math.random().toString(36).slice(2, 10)}`;
  const named = `${prefix}-prompt`;
  const root = make("section", el, { class: "historylab-question" });
  prose(make("div", root, { id: named, class: "hq-prompt" }), model.get("prompt"));
  if (model.get("badge")) make("p", root, { class: "hq-badge", text: model.get("badge") });

  const status = make("p", null, { role: "status", class: "hq-status" });
  let saying, patience, pause;
  // The same words twice are no change for a screen reader, so they go and come back.
  const say = (text) => {
    clearTimeout(saying);
    const again = text && status.textContent === text;
    status.style.minHeight = again ? `${status.offsetHeight}px` : "";
    status.textContent = again ? "" : text;
    if (again) saying = setTimeout(() => { status.textContent = text; status.style.minHeight = ""; }, 80);
  };

  // ---- answers go to Python: a choice at once, typed text after a pause or on leaving the field
  const inputs = new Map();
  const read = () => Object.fromEntries([...inputs].map(([name, field]) => [name, field.read()])
    .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length)));
  const stop = () => { clearTimeout(pause); pause = undefined; };
  const send = () => {
    stop();
    if (same(read(), model.get("values"))) return;
    model.set("values", read());
    model.save_changes();
    drawSaved();
  };
  const typing = () => { stop(); pause = setTimeout(send, DRAFT_PAUSE); drawSaved(); };
  const flush = () => { if (pause !== undefined) send(); };
  // The values travel with the message: a save under way could hold a separate change back.
  const ask = () => {
    stop();
    model.set("values", read());
    model.send({ check: true, values: read() });
    clearTimeout(patience);
    patience = setTimeout(() => say("Python has not answered yet. Wait a little, or copy what you typed and run this cell again."), PATIENCE);
  };

  const fields = model.get("fields");
  const alone = fields.length === 1 && !fields[0].label; // then the field itself is named by the prompt
  const form = make("div", root, alone ? {} : { role: "group", "aria-labelledby": named });
  const told = { send, typing, enter: ask, say, named };
  fields.forEach((field, i) => {
    const made = MAKERS[field.kind](field, `${prefix}-${i}`, form, told);
    if (made) inputs.set(field.name, made);
  });

  const bar = make("div", root, { class: "hq-bar" });
  const check = focusable("button", bar, { type: "button", class: "hq-check", text: "Check" });
  check.addEventListener("click", ask);
  const saved = make("span", bar, { class: "hq-saved" });
  root.append(status);
  const feedback = make("div", root, { class: "hq-feedback" });
  const after = make("div", root, { class: "hq-after" });

  const hints = make("div", root, { class: "hq-hints" });
  const folds = model.get("hints").map((text, i) => {
    const fold = make("details", hints);
    const title = focusable("summary", fold, { text: HINTS[i] ?? `Hint ${i + 1}` });
    title.addEventListener("click", () => showHints(i + 1)); // at once, so that Tab finds the next one
    prose(make("div", fold, { class: "hq-inside" }), text);
    fold.addEventListener("toggle", () => { if (fold.open) model.send({ hint: i + 1 }); });
    return fold;
  });
  // A later hint shows only once the one before was opened: reading comes before clicking on.
  const showHints = (opened) => folds.forEach((fold, i) => { if (i <= opened) fold.hidden = false; });
  folds.forEach((fold, i) => { fold.hidden = i > 0; });

  // ---- what Python says
  const cited = (parent, evidence) => {
    if (!evidence?.length) return;
    const line = make("p", parent, { class: "hq-evidence" });
    make("strong", line, { text: "Evidence: " });
    line.append(evidence.join("; "));
  };
  const drawFeedback = () => {
    feedback.replaceChildren();
    for (const remark of model.get("feedback")) {
      const box = make("div", feedback, { class: "hq-remark" });
      if (remark.about) inline(make("p", box, { class: "hq-label" }), remark.about);
      prose(box, remark.text);
      cited(box, remark.evidence);
    }
  };
  const drawAfter = () => {
    const open = new Map([...after.children].map((fold) => [fold.firstChild.textContent, fold.open]));
    after.replaceChildren();
    for (const part of model.get("after")) {
      const fold = make("details", after);
      fold.open = open.get(part.title) ?? part.open === true;
      focusable("summary", fold, { text: part.title });
      const inside = make("div", fold, { class: "hq-inside" });
      prose(inside, part.text);
      cited(inside, part.evidence);
    }
  };
  const drawValues = () => {
    const values = model.get("values");
    for (const [name, field] of inputs) field.write(values[name]);
    drawSaved();
  };
  // "Saved" stands there only while what is in the form is what is in the file.
  const drawSaved = () => {
    const kept = model.get("kept");
    const fresh = kept.values ? same(kept.values, read()) : same(model.get("values"), read());
    saved.textContent = fresh ? model.get("saved") : "Not saved yet.";
  };
  const drawChecked = () => {
    clearTimeout(patience);
    say(model.get("status"));
  };
  const drawState = () => {
    root.dataset.state = model.get("state");
    check.textContent = model.get("tries") > 0 ? "Check again" : "Check";
  };
  const parts = {
    "change:values": drawValues,
    "change:feedback": drawFeedback,
    "change:after": drawAfter,
    "change:kept": drawSaved,
    "change:state": drawState,
    "change:tries": drawState,
    "change:hints_opened": () => showHints(model.get("hints_opened")),
    "change:checks": drawChecked,
  };
  for (const [event, draw] of Object.entries(parts)) { model.on(event, draw); draw(); }
  document.addEventListener("visibilitychange", flush); // the page is closed or left
  return () => {
    flush();
    [saying, patience, pause].forEach(clearTimeout);
    document.removeEventListener("visibilitychange", flush);
    for (const [event, draw] of Object.entries(parts)) model.off(event, draw);
  };
}

export default { render };
