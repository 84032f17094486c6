// A list to choose from, with buttons for the one before and the next.

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
  const id = `hg-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", el, { class: "historylab-question", "aria-label": model.get("label") });
  const bar = make("fieldset", root, { class: "hq-set" });
  make("legend", bar, { text: model.get("label") });
  const box = make("div", bar, { class: "hq-field" });
  make("label", box, { for: id, text: "Question" });
  const select = focusable("select", box, { id });
  const names = model.get("names");
  names.forEach((name, i) => make("option", select, { value: i, text: `${i + 1}. ${name}` }));
  const status = make("p", root, { role: "status", class: "hq-saved" });
  const go = (to) => {
    if (to < 0 || to >= names.length) {
      status.textContent = to < 0 ? "This is the first question." : "This is the last question.";
      return;
    }
    model.set("index", to);
    model.save_changes();
  };
  select.addEventListener("change", () => go(Number(select.value)));
  const buttons = make("div", bar, { class: "hq-bar" });
  for (const [text, step] of [["Previous question", -1], ["Next question", 1]]) {
    focusable("button", buttons, { type: "button", text }).addEventListener("click", () => go(model.get("index") + step));
  }
  const draw = () => {
    select.value = String(model.get("index"));
    status.textContent = `Question ${model.get("index") + 1} of ${names.length}`;
  };
  model.on("change:index", draw);
  draw();
  return () => model.off("change:index", draw);
}

export default { render };
