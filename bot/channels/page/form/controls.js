// What a field is filled in with. Every control: element, read() → text, write(value), focus().
// In rows of a table choices are lists to pull down: radio buttons would take a whole screen.
import { make } from "../dom.js";
import { dayPicker } from "./days.js";

const FEW = 5;
const KEYBOARDS = {
  integer: "numeric", year: "numeric", mobile: "tel", phone: "tel", email: "email", website: "url",
};

export function controlFor(shape, id, { inRow, typed, commit }) {
  const { type, options } = shape;
  const on = { typed, commit };
  if (type === "select_multiple") return boxes(shape, id, "checkbox", on);
  if (type === "reference") return pullDown(shape, id, on);
  if (options.length && (inRow || options.length > FEW)) return pullDown(shape, id, on);
  if (options.length) return boxes(shape, id, "radio", on);
  return line(shape, id, on);
}

function line(shape, id, { typed, commit }) {
  const long = shape.type === "longtext";
  const input = make(long ? "textarea" : "input");
  input.id = id;
  input.autocomplete = "off";
  if (long) input.rows = 3;
  else input.type = "text";
  if (KEYBOARDS[shape.type]) input.inputMode = KEYBOARDS[shape.type];
  if (!long) input.enterKeyHint = "next";
  input.addEventListener("input", typed);
  input.addEventListener("change", commit);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !long && !event.isComposing) commit();
  });
  return { input, element: dressed(shape, input, typed, commit), ...reading(input) };
}

function reading(input) {
  return {
    read: () => input.value,
    write: (value) => {
      if (input.value !== value) input.value = value;
    },
    focus: () => input.focus(),
  };
}

function dressed(shape, input, typed, commit) {
  const parts = [input];
  if (shape.unit) parts.push(make("span", "unit", shape.unit));
  if (shape.type === "date" || shape.type === "datetime") {
    parts.push(dayPicker(shape.type, shape.label, (text) => {
      input.value = text;
      typed();
      commit();
    }));
  }
  return make("div", "line", ...parts);
}

function pullDown(shape, id, { typed, commit }) {
  const select = make("select");
  select.id = id;
  select.append(...["", ...shape.options].map(option));
  if (!shape.options.length) select.firstElementChild.textContent = "现在没有可以选的";
  select.addEventListener("change", () => {
    typed();
    commit();
  });
  return {
    ...reading(select),
    input: select,
    element: make("div", "line", select),
    write(value) {
      const known = [...select.options].some((each) => each.value === value);
      if (!known) select.append(option(value)); // chosen before, and offered no more
      if (select.value !== value) select.value = value;
    },
  };
}

function option(label) {
  const element = make("option", "", label || "请选择");
  element.value = label;
  return element;
}

function boxes(shape, id, type, { typed, commit }) {
  const made = shape.options.map((label, n) => box(label, type, id, n));
  const inputs = made.map((each) => each.firstElementChild);
  const element = make("div", "boxes", ...made);
  element.id = id;
  element.tabIndex = -1;
  element.setAttribute("role", type === "radio" ? "radiogroup" : "group");
  element.addEventListener("change", () => {
    typed();
    commit();
  });
  return {
    input: element,
    element,
    read: () => inputs.filter((each) => each.checked).map((each) => each.value).join("、"),
    write: (value) => {
      const wanted = Array.isArray(value) ? value : String(value).split("、");
      for (const each of inputs) each.checked = wanted.includes(each.value);
    },
    focus: () => (inputs.find((each) => each.checked) || inputs[0]).focus(),
  };
}

function box(label, type, id, n) {
  const input = make("input");
  Object.assign(input, { type, name: id, value: label, id: `${id}-${n}` });
  return make("label", "box", input, make("span", "", label));
}
