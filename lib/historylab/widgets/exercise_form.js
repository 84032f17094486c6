// The form for teachers: native controls made from a declaration that Python sends. Every
// text is set by textContent. Typing is sent after a short pause; only Save writes the file.

const PAUSE = 400; // ms without a key before the open points and the preview follow

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

const copy = (value) => JSON.parse(JSON.stringify(value ?? null));
const titled = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const LOCKED = "Locked: what is right rests on sources. To change it, add a source with its page to the evidence.";
const hasLock = (fields) => (fields ?? []).some((field) =>
  field.locked || hasLock(field.fields) || hasLock(field.item?.fields));
let used = 0; // ids must be unique on the page, also where the form is shown twice

// ---------------------------------------------------------------- controls
// Each maker shows holder[key] and writes what is typed back into it; `tell(now)` sends.

function labelled(field, parent, wide) {
  const id = `hf-${(used += 1)}`;
  const box = make("div", parent, { class: wide ? "hq-field hq-wide" : "hq-field" });
  const label = make("label", box, { for: id, text: field.label });
  if (field.locked) make("span", label, { class: "hf-note", text: " (locked)" });
  else if (field.words) make("span", label, { class: "hf-note", text: ` (at most ${field.words} words)` });
  return { id, box };
}

function areaField(field, holder, key, parent, { tell }) {
  const { id, box } = labelled(field, parent, true);
  const area = focusable("textarea", box, { id });
  area.value = holder[key] ?? "";
  const grow = () => { area.rows = Math.min(8, Math.max(2, Math.ceil(area.value.length / 55), area.value.split("\n").length)); };
  area.addEventListener("input", () => { holder[key] = area.value; grow(); tell(); });
  area.addEventListener("change", () => tell(true));
  grow();
}

function lineField(field, holder, key, parent, { tell }) {
  const { id, box } = labelled(field, parent);
  const props = { type: "text", id, autocomplete: "off" };
  if (field.number) props.inputmode = "decimal";
  if (field.kind === "reference") props.list = field.datalist;
  const input = focusable("input", box, props);
  input.value = holder[key] ?? "";
  input.addEventListener("input", () => { holder[key] = input.value; tell(); });
  input.addEventListener("change", () => tell(true));
}

function choiceField(field, holder, key, parent, { tell, lists }) {
  const { id, box } = labelled(field, parent);
  const select = focusable("select", box, { id });
  const options = field.options ?? lists[field.list] ?? [];
  const value = holder[key] ?? "";
  if (!value || "none" in field) make("option", select, { value: "", text: field.none || "Choose" });
  for (const option of options) make("option", select, { value: option.id, text: option.text });
  if (value && !options.some((option) => option.id === value)) make("option", select, { value, text: `${value} (not known)` });
  select.value = value;
  select.addEventListener("change", () => { holder[key] = select.value; tell(true); });
}

function yesField(field, holder, key, parent, { tell }) {
  const label = make("label", parent, { class: "hq-option" });
  const box = focusable("input", label, { type: "checkbox" });
  const words = make("span", label, { text: field.label });
  if (field.locked) make("span", words, { class: "hf-note", text: " (locked)" });
  box.checked = ["yes", "true"].includes(String(holder[key] ?? "no").toLowerCase());
  box.addEventListener("change", () => { holder[key] = box.checked ? "yes" : "no"; tell(true); });
}

function groupField(field, holder, key, parent, context) {
  const set = make("fieldset", parent, { class: "hf-group" });
  make("legend", set, { text: field.label });
  holder[key] = holder[key] ?? {};
  for (const inner of field.fields) show(inner, holder[key], inner.name, set, context);
}

const nextId = (items) => {
  const taken = new Set(items.map((item) => item.id));
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  return letters.find((letter) => !taken.has(letter)) ?? `x${items.length + 1}`;
};

function listField(field, holder, key, parent, context) {
  const set = make("fieldset", parent, { class: "hq-set" });
  const legend = make("legend", set, { text: field.label });
  if (field.locked) make("span", legend, { class: "hf-note", text: " (locked)" });
  const rows = make("div", set);
  const items = () => (holder[key] = holder[key] ?? []);
  const name = (item, i) => `${titled(field.noun)} ${item?.id ?? item?.level ?? i + 1}`;
  const add = focusable("button", set, { type: "button", text: `Add: ${field.noun}` });
  const fixed = field.least === field.most;

  const draw = () => {
    rows.replaceChildren();
    items().forEach((item, i) => {
      const row = make("div", rows, { class: "hf-row" });
      const inner = { ...field.item, label: name(item, i), name: i };
      show(inner, items(), i, row, context);
      if (fixed || items().length <= field.least) return;
      const out = focusable("button", row, { type: "button", text: "Take out", "aria-label": `Take out: ${name(item, i)}` });
      out.addEventListener("click", () => {
        items().splice(i, 1);
        draw();
        (add.hidden ? rows.querySelector("button, input, textarea, select") : add)?.focus();
        context.say(`${name(item, i)} is taken out. Nothing is saved yet.`);
        context.tell(true);
      });
    });
    add.hidden = fixed || items().length >= field.most;
  };
  add.addEventListener("click", () => {
    const item = copy(field.blank) ?? "";
    if (typeof item === "object" && "id" in item && item.id) item.id = nextId(items());
    items().push(item);
    draw();
    rows.lastElementChild.querySelector("input, textarea, select")?.focus();
    context.tell(true);
  });
  draw();
}

const MAKERS = { area: areaField, line: lineField, reference: lineField, choice: choiceField, yesno: yesField,
  group: groupField, list: listField };

const show = (field, holder, key, parent, context) =>
  MAKERS[field.kind]({ ...field, datalist: context.datalist }, holder, key, parent, context);

// ---------------------------------------------------------------- the form

function render({ model, el }) {
  const root = make("section", el, { class: "historylab-question hf-form", "aria-label": `Change the exercises of lesson ${model.get("lesson")}` });
  const status = make("p", null, { role: "status", class: "hq-status" });
  const say = (text) => { status.textContent = text; };
  let draft = null, timer = null;

  const flush = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    if (draft) model.send({ do: "draft", draft });
  };
  const tell = (now) => {
    clearTimeout(timer);
    timer = setTimeout(flush, now ? 0 : PAUSE);
  };
  const act = (message) => { flush(); model.send(message); };

  const button = (parent, text, message) => {
    const node = focusable("button", parent, { type: "button", text });
    node.addEventListener("click", () => act(typeof message === "function" ? message() : message));
    return node;
  };
  const choose = (parent, text) => {
    const { id, box } = labelled({ label: text }, parent);
    return { box, select: focusable("select", box, { id }) };
  };

  const which = choose(root, "Exercise");
  which.select.addEventListener("change", () => {
    act({ do: "choose", id: which.select.value });
    draft = null; // what is typed from now on belongs to the next exercise
    parts.replaceChildren();
  });
  const bar = make("div", root, { class: "hq-bar", role: "group", "aria-label": "This exercise" });
  button(bar, "Copy this exercise", { do: "copy" });
  button(bar, "Take out this exercise", { do: "remove" });
  button(bar, "Start again from the file", { do: "again" });
  const kind = choose(root, "New exercise");
  for (const option of model.get("kinds")) make("option", kind.select, { value: option.id, text: option.text });
  button(kind.box, "Add", () => ({ do: "add", kind: kind.select.value }));

  const references = make("datalist", root, { id: `hf-refs-${(used += 1)}` });
  const parts = make("div", root);

  const save = make("div", root, { class: "hq-bar", role: "group", "aria-label": "Save and undo" });
  const saveButton = button(save, "Save", () => ({ do: "save", draft }));
  saveButton.classList.add("hq-check");
  const undo = button(save, "Undo the last change", { do: "undo" });
  const original = button(save, "Back to the original", { do: "original" });
  root.append(status);
  const open = make("div", root, { class: "hf-points" });

  const drawChoices = () => {
    which.select.replaceChildren();
    for (const option of model.get("choices")) make("option", which.select, { value: option.id, text: option.text });
    which.select.value = model.get("current");
  };
  const drawPage = () => {
    const page = model.get("page");
    if (!page.sections) return;
    clearTimeout(timer);
    timer = null;
    draft = copy(page.data);
    parts.replaceChildren();
    const lists = model.get("lists");
    references.replaceChildren();
    for (const option of lists.references ?? []) make("option", references, { value: option.id, text: option.text });
    const context = { tell, say, lists, datalist: references.id };
    for (const section of page.sections) {
      const fold = make("details", parts, section.open ? { open: "" } : {});
      focusable("summary", fold, { text: section.title });
      if (hasLock(section.fields)) make("p", fold, { class: "hf-note", text: LOCKED });
      for (const field of section.fields) show(field, draft, field.name, fold, context);
    }
    which.select.value = page.id;
  };
  const drawPoints = () => {
    const points = model.get("points");
    open.replaceChildren();
    make("p", open, { class: "hf-count", text: points.length ? `Open points (${points.length}):` : "No open points." });
    if (!points.length) return;
    const list = make("ul", open);
    for (const point of points) make("li", list, { text: point });
  };
  const drawSteps = () => {
    undo.disabled = original.disabled = model.get("steps") === 0;
  };
  const drawers = {
    "change:choices": drawChoices,
    "change:current": () => { which.select.value = model.get("current"); },
    "change:page": drawPage,
    "change:points": drawPoints,
    "change:status": () => say(model.get("status")),
    "change:steps": drawSteps,
  };
  for (const [event, draw] of Object.entries(drawers)) { model.on(event, draw); draw(); }
  return () => {
    flush();
    for (const [event, draw] of Object.entries(drawers)) model.off(event, draw);
  };
}

export default { render };
