// One question: a form of native controls, hints that open one after the other, and
// feedback that a screen reader announces. The form is declared by Python; which answer
// is right is never sent before it was given. All text is set by textContent.

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
const INLINE = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

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

function prose(parent, text) {
  for (const block of text.split(/\n\s*\n/)) {
    const lines = block.split("\n");
    if (lines.every((line) => /^\s*- /.test(line))) {
      const list = make("ul", parent);
      for (const line of lines) inline(make("li", list), line.replace(/^\s*- /, ""));
    } else inline(make("p", parent), lines.join(" "));
  }
}

// ---------------------------------------------------------------- fields
// Each maker returns { read(), write(value) }; send() tells Python.

function radioField(field, id, parent, send) {
  const set = make("fieldset", parent, { class: "hq-set" });
  inline(make("legend", set), field.label);
  const buttons = field.options.map((option, i) => {
    const label = make("label", set, { class: "hq-option" });
    const button = focusable("input", label, { type: "radio", name: id, value: option.id, id: `${id}-${i}` });
    inline(make("span", label), option.text);
    button.addEventListener("change", send);
    return button;
  });
  return {
    read: () => buttons.find((b) => b.checked)?.value ?? null,
    write: (value) => buttons.forEach((b) => { b.checked = b.value === value; }),
  };
}

function checksField(field, id, parent, send) {
  const set = make("fieldset", parent, { class: "hq-set" });
  inline(make("legend", set), field.label);
  const boxes = field.options.map((option, i) => {
    const label = make("label", set, { class: "hq-option" });
    const box = focusable("input", label, { type: "checkbox", value: option.id, id: `${id}-${i}` });
    inline(make("span", label), option.text);
    box.addEventListener("change", send);
    return box;
  });
  return {
    read: () => boxes.filter((b) => b.checked).map((b) => b.value),
    write: (value) => boxes.forEach((b) => { b.checked = (value ?? []).includes(b.value); }),
  };
}

function orderField(field, id, parent, send, say) {
  const set = make("fieldset", parent, { class: "hq-set" });
  inline(make("legend", set), field.label);
  const list = make("ol", set, { class: "hq-order" });
  let touched = false;
  const rows = new Map();
  for (const option of field.options) {
    const row = make("li", list);
    const words = make("span", row);
    inline(words, option.text);
    const name = words.textContent;
    for (const [step, word] of [[-1, "Earlier"], [1, "Later"]]) {
      const button = focusable("button", row, { type: "button", text: word, "aria-label": `${word}: ${name}` });
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
  return {
    read: () => (touched ? [...list.children].map((row) => [...rows].find(([, node]) => node === row)[0]) : null),
    write: (value) => {
      if (!Array.isArray(value)) return;
      touched = true;
      const known = value.filter((key) => rows.has(key));
      const now = [...list.children].map((row) => [...rows].find(([, node]) => node === row)[0]);
      if (JSON.stringify(known) === JSON.stringify(now)) return; // moving nodes would drop the focus
      for (const key of known) list.append(rows.get(key));
    },
  };
}

function selectField(field, id, parent, send) {
  const box = make("div", parent, { class: "hq-field" });
  inline(make("label", box, { for: id }), field.label);
  const select = focusable("select", box, { id });
  make("option", select, { value: "", text: "Choose" });
  for (const option of field.options) make("option", select, { value: option.id, text: option.text });
  select.addEventListener("change", send);
  return { read: () => select.value || null, write: (value) => { select.value = value ?? ""; } };
}

function lineField(field, id, parent, send) {
  const box = make("div", parent, { class: "hq-field" });
  make("label", box, { for: id, text: field.unit ? `${field.label} (${field.unit})` : field.label });
  const input = focusable("input", box, { type: "text", id, autocomplete: "off", spellcheck: "false" });
  input.addEventListener("change", send);
  return { read: () => input.value, write: (value) => { if (document.activeElement !== input) input.value = value ?? ""; } };
}

function areaField(field, id, parent, send) {
  const box = make("div", parent, { class: "hq-field hq-wide" });
  make("label", box, { for: id, text: field.label });
  if (field.starters?.length) {
    const list = make("ul", box, { class: "hq-starters", "aria-label": "Ways to begin" });
    for (const text of field.starters) inline(make("li", list), text);
  }
  const area = focusable("textarea", box, { id, rows: field.rows ?? 4 });
  const count = field.count ? make("p", box, { class: "hq-count" }) : null;
  const tell = () => { if (count) count.textContent = `${area.value.split(/\s+/).filter(Boolean).length} words`; };
  area.addEventListener("input", tell);
  area.addEventListener("change", send);
  tell();
  return {
    read: () => area.value,
    write: (value) => { if (document.activeElement !== area) { area.value = value ?? ""; tell(); } },
  };
}

function quoteField(field, id, parent) {
  const box = make("blockquote", parent, { class: "hq-quote", "aria-label": field.label });
  inline(box, field.text);
  return null;
}

const MAKERS = { radio: radioField, checks: checksField, order: orderField, select: selectField,
  line: lineField, area: areaField, quote: quoteField };

// ---------------------------------------------------------------- the view

function render({ model, el }) {
  const prefix = `hq-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", el, { class: "historylab-question", "aria-labelledby": `${prefix}-prompt` });
  const prompt = make("div", root, { id: `${prefix}-prompt`, class: "hq-prompt" });
  prose(prompt, model.get("prompt"));
  if (model.get("badge")) make("p", root, { class: "hq-badge", text: model.get("badge") });

  const form = make("div", root, { role: "group", "aria-labelledby": `${prefix}-prompt` });
  const inputs = new Map();
  const read = () => Object.fromEntries([...inputs].map(([name, field]) => [name, field.read()])
    .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length)));
  const send = () => { model.set("values", read()); model.save_changes(); };

  const status = make("p", null, { role: "status", class: "hq-status" });
  const say = (text) => { status.textContent = text; };
  model.get("fields").forEach((field, i) => {
    const made = MAKERS[field.kind](field, `${prefix}-${i}`, form, send, say);
    if (made) inputs.set(field.name, made);
  });

  const bar = make("div", root, { class: "hq-bar" });
  const check = focusable("button", bar, { type: "button", class: "hq-check", text: "Check" });
  check.addEventListener("click", () => {
    send(); // a field that still has the focus has not sent its change yet
    model.send({ check: true });
  });
  const saved = make("span", bar, { class: "hq-saved" });
  root.append(status);
  const feedback = make("div", root, { class: "hq-feedback" });
  const after = make("div", root, { class: "hq-after" });

  const hints = make("div", root, { class: "hq-hints" });
  const folds = model.get("hints").map((text, i) => {
    const fold = make("details", hints);
    focusable("summary", fold, { text: ["Hint 1: where to look", "Hint 2: how to think", "Hint 3: a case like this one"][i] ?? `Hint ${i + 1}` });
    prose(fold, text);
    fold.addEventListener("toggle", () => { if (fold.open) model.send({ hint: i + 1 }); showHints(i + 1); });
    return fold;
  });
  // A later hint shows only once the one before was opened: reading comes before clicking on.
  const showHints = (opened) => folds.forEach((fold, i) => { if (i <= opened) fold.hidden = false; });
  folds.forEach((fold, i) => { fold.hidden = i > 0; });

  const cited = (parent, evidence) => {
    if (evidence?.length) make("p", parent, { class: "hq-evidence", text: `Evidence: ${evidence.join("; ")}` });
  };
  const drawFeedback = () => {
    feedback.replaceChildren();
    for (const remark of model.get("feedback")) { prose(feedback, remark.text); cited(feedback, remark.evidence); }
  };
  const drawAfter = () => {
    after.replaceChildren();
    for (const part of model.get("after")) {
      const fold = make("details", after);
      focusable("summary", fold, { text: part.title });
      prose(fold, part.text);
      cited(fold, part.evidence);
    }
  };
  const drawValues = () => {
    const values = model.get("values");
    for (const [name, field] of inputs) field.write(values[name]);
  };
  const drawState = () => {
    root.dataset.state = model.get("state");
    check.textContent = model.get("tries") > 0 ? "Check again" : "Check";
  };
  const parts = {
    "change:values": drawValues,
    "change:status": () => say(model.get("status")),
    "change:feedback": drawFeedback,
    "change:after": drawAfter,
    "change:saved": () => { saved.textContent = model.get("saved"); },
    "change:state": drawState,
    "change:tries": drawState,
    "change:hints_opened": () => showHints(model.get("hints_opened")),
  };
  for (const [event, draw] of Object.entries(parts)) { model.on(event, draw); draw(); }
  return () => { for (const [event, draw] of Object.entries(parts)) model.off(event, draw); };
}

export default { render };
