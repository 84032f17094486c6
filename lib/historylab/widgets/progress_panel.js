// What has been shown so far, by objective, and three things to do with the answers.

const MOST_BYTES = 5_000_000;

const make = (tag, parent, props = {}) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  if (parent) parent.append(node);
  return node;
};
const focusable = (tag, parent, props = {}) =>
  make(tag, parent, { ...props, "data-lm-suppress-shortcuts": "true" });

function render({ model, el }) {
  const id = `hp-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", el, { class: "historylab-question", "aria-label": "Your progress" });
  const table = make("table", root, { class: "hp-table" });
  make("caption", table, { text: "What you have shown so far" });
  const head = make("tr", make("thead", table));
  for (const name of ["You can", "So far"]) make("th", head, { scope: "col", text: name });
  const set = make("fieldset", root, { class: "hq-set" });
  make("legend", set, { text: "Your answers" });
  const bar = make("div", set, { class: "hq-buttons" });
  const button = (text, act) => {
    const node = focusable("button", bar, { type: "button", text });
    node.addEventListener("click", act);
    return node;
  };
  button("Show the latest", () => model.send({ do: "refresh" }));
  button("Save my answers", () => model.send({ do: "export" }));
  const erase = button("Erase my answers", () => { sure.hidden = false; yes.focus(); });
  const sure = make("div", set, { role: "group", "aria-label": "Erase all answers on this computer?" });
  make("p", sure, { text: "Erase all answers on this computer? This cannot be undone." });
  const both = make("div", sure, { class: "hq-buttons" });
  const yes = focusable("button", both, { type: "button", text: "Yes, erase them" });
  const no = focusable("button", both, { type: "button", text: "No, keep them" });
  const close = () => { sure.hidden = true; erase.focus(); };
  yes.addEventListener("click", () => { model.send({ do: "erase" }); close(); });
  no.addEventListener("click", close);
  sure.hidden = true;
  const box = make("div", set, { class: "hq-field" });
  make("label", box, { for: id, text: "Bring saved answers back" });
  const file = focusable("input", box, { type: "file", id, accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    const chosen = file.files[0];
    if (chosen?.size > MOST_BYTES) say("This file is far too big to hold answers. Nothing was changed.");
    else if (chosen) model.send({ do: "import", text: await chosen.text() });
    file.value = "";
  });
  const status = make("p", root, { role: "status", class: "hq-status" });
  // The same words twice are no change for a screen reader, so they go and come back.
  let saying;
  const say = (text) => {
    clearTimeout(saying);
    status.textContent = "";
    saying = setTimeout(() => { status.textContent = text; }, 50);
  };

  const draw = () => {
    for (const body of [...table.tBodies]) body.remove();
    let body, lesson;
    for (const row of model.get("rows")) {
      if (row.lesson !== lesson) {
        lesson = row.lesson;
        body = make("tbody", table);
        make("th", make("tr", body), { scope: "rowgroup", colspan: "2", class: "hp-lesson", text: `Lesson ${/^\d+/.exec(lesson)?.[0] ?? lesson}` });
      }
      const line = make("tr", body);
      make("th", line, { scope: "row", text: row.text });
      make("td", line, { text: row.words });
    }
  };
  const tell = () => say(model.get("status"));
  const save = () => {
    const text = model.get("exported");
    if (!text) return;
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = make("a", root, { href: url, download: "my-answers.json", hidden: "" });
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  const parts = { "change:rows": draw, "change:tells": tell };
  for (const [event, act] of Object.entries(parts)) { model.on(event, act); act(); }
  model.on("change:exported", save);
  return () => {
    for (const [event, act] of Object.entries(parts)) model.off(event, act);
    model.off("change:exported", save);
  };
}

export default { render };
