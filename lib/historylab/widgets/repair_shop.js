// The claims of a text: a list to choose from that tells the state of each in words,
// with buttons for the one before and the next. All text is set by textContent.

const make = (tag, parent, props = {}) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else node.setAttribute(name, value);
  }
  parent.append(node);
  return node;
};

// JupyterLab acts on letters typed in a control unless the control itself carries this.
const focusable = (tag, parent, props = {}) =>
  make(tag, parent, { ...props, "data-lm-suppress-shortcuts": "true" });

function render({ model, el }) {
  const id = `hs-${Math.random().toString(36).slice(2, 10)}`;
  const root = make("section", el, { class: "historylab-question", "aria-label": model.get("label") });
  const bar = make("fieldset", root, { class: "hq-set" });
  make("legend", bar, { text: model.get("label") });
  const box = make("div", bar, { class: "hq-field hq-wide" });
  make("label", box, { for: id, text: "Claim" });
  const select = focusable("select", box, { id, style: "width: 100%" });
  const names = model.get("names");
  const options = names.map((_, i) => make("option", select, { value: i }));
  const buttons = make("div", bar, { class: "hq-bar" });
  const status = make("p", root, { role: "status", class: "hq-saved" });

  const go = (to) => {
    if (to < 0 || to >= names.length) {
      status.textContent = to < 0 ? "This is the first claim." : "This is the last claim.";
      return;
    }
    model.set("index", to);
    model.save_changes();
  };
  select.addEventListener("change", () => go(Number(select.value)));
  for (const [text, step] of [["Previous claim", -1], ["Next claim", 1]]) {
    focusable("button", buttons, { type: "button", text }).addEventListener("click", () => go(model.get("index") + step));
  }

  // Outside the status region: it changes with each draft and would be read out each time.
  const count = make("p", root, { class: "hq-saved" });
  const drawStates = () => {
    const states = model.get("states");
    options.forEach((option, i) => { option.textContent = `${i + 1}. ${names[i]} (${states[i]})`; });
    count.textContent = `This claim: ${states[model.get("index")]}. ${model.get("told")}`;
  };
  const drawIndex = () => {
    select.value = String(model.get("index"));
    status.textContent = `Claim ${model.get("index") + 1} of ${names.length}`;
    drawStates();
  };
  const parts = { "change:states": drawStates, "change:told": drawStates, "change:index": drawIndex };
  for (const [event, draw] of Object.entries(parts)) model.on(event, draw);
  drawIndex();
  return () => { for (const [event, draw] of Object.entries(parts)) model.off(event, draw); };
}

export default { render };
