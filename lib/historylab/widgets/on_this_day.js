// One day, and who looks; below, what was there. All text is set by textContent.

const make = (tag, parent, props = {}) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  parent.append(node);
  return node;
};
const focusable = (tag, parent, props = {}) =>
  make(tag, parent, { ...props, "data-lm-suppress-shortcuts": "true" });

function render({ model, el }) {
  const id = `ht-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", el, { class: "historylab-question", "aria-label": "As of this day" });
  const bar = make("fieldset", root, { class: "hq-set" });
  make("legend", bar, { text: "As of this day" });
  const dayBox = make("div", bar, { class: "hq-field" });
  make("label", dayBox, { for: `${id}-day`, text: "Day" });
  const { min, max } = model.get("limits");
  const day = focusable("input", dayBox, { type: "date", id: `${id}-day`, min, max });
  const whoBox = make("div", bar, { class: "hq-field" });
  make("label", whoBox, { for: `${id}-who`, text: "Show" });
  const who = focusable("select", whoBox, { id: `${id}-who` });
  for (const one of model.get("lookers")) make("option", who, { value: one.value, text: one.label });
  const status = make("p", root, { role: "status", class: "hq-status" });
  const lists = make("div", root);

  // A year typed digit by digit passes through years such as 0019: those are not sent.
  day.addEventListener("change", () => {
    if (!day.value || !day.validity.valid || day.value === model.get("as_of")) return;
    model.set("as_of", day.value);
    model.save_changes();
  });
  who.addEventListener("change", () => { model.set("known_to", who.value); model.save_changes(); });

  const open = new Set();
  const fold = (parent, name, fill) => {
    const box = make("details", parent);
    focusable("summary", box, { text: name });
    const key = name.replace(/ \(\d+\)$/, "");
    box.addEventListener("toggle", () => (box.open ? open.add(key) : open.delete(key)));
    box.open = open.has(key);
    fill(box);
  };
  const drawLists = () => {
    const held = document.activeElement?.closest?.("summary")?.textContent;
    lists.replaceChildren();
    for (const group of model.get("groups")) {
      fold(lists, group.title, (box) => {
        for (const item of group.items) {
          fold(box, item.name, (inner) => { for (const text of item.texts) make("p", inner, { text }); });
        }
      });
    }
    if (held) [...lists.querySelectorAll("summary")].find((node) => node.textContent === held)?.focus();
  };
  const drawDay = () => { if (document.activeElement !== day) day.value = model.get("as_of"); };
  const drawWho = () => { who.value = model.get("known_to"); };
  const drawStatus = () => { status.textContent = model.get("status"); };
  const parts = { "change:as_of": drawDay, "change:known_to": drawWho, "change:status": drawStatus, "change:groups": drawLists };
  for (const [event, draw] of Object.entries(parts)) { model.on(event, draw); draw(); }
  return () => { for (const [event, draw] of Object.entries(parts)) model.off(event, draw); };
}

export default { render };
