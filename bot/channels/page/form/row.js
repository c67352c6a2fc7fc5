// One row of a table: a card on a phone, a line on a wide screen.
import { make } from "../dom.js";
import { createField } from "./field.js";
import { arrange, createPool } from "./order.js";

const SURE = 4000; // ms in which 删去 may be pressed again

export function createRow(group, n, hooks) {
  const title = make("button", "row-title");
  const remove = make("button", "small remove", "删去");
  const body = make("div", "cells");
  const element = make("div", "row", make("div", "row-head", title, remove), body);
  const cells = createPool((name) => createCell(name));
  let shapes = {};
  let row = null;
  let asked = null;
  element.setAttribute("role", "group");
  for (const each of [title, remove]) each.type = "button";
  title.addEventListener("click", () => open(element.classList.contains("closed")));
  remove.addEventListener("click", () => (asked || isEmpty() ? take() : ask()));

  function createCell(name) {
    return createField(`${group}.${n}.${name}`, shapes[name], hooks, { inRow: true });
  }

  function open(wanted) {
    element.classList.toggle("closed", !wanted);
    title.setAttribute("aria-expanded", String(wanted));
  }

  function ask() {
    remove.textContent = "确定删去？";
    asked = setTimeout(calm, SURE);
  }

  function calm() {
    clearTimeout(asked);
    asked = null;
    remove.textContent = "删去";
  }

  function take() {
    calm();
    hooks.removeRow(group, n, row.stamp);
  }

  const isEmpty = () => Object.values(row.cells).every((cell) => !cell.shown);

  function update(now, entry) {
    row = now;
    shapes = Object.fromEntries(entry.columns.map((column) => [column.name, column]));
    const names = entry.columns.map((column) => column.name);
    const shown = names.filter((name) => row.cells[name]);
    const made = cells.take(shown);
    made.forEach((cell, at) => cell.update(row.cells[shown[at]], shapes[shown[at]]));
    arrange(body, made.map((cell) => cell.element));
    made.forEach((cell, at) => {
      cell.element.style.gridColumn = String(names.indexOf(shown[at]) + 1);
    });
    const first = row.cells[names[0]];
    title.replaceChildren(`第${n + 1}项 `, make("span", "name", (first && first.shown) || ""));
    element.setAttribute("aria-label", `${entry.label}第${n + 1}项`);
    remove.hidden = !entry.editable || !entry.count;
    remove.setAttribute("aria-label", `删去第${n + 1}项`);
    const wrong = shown.some((name) => row.cells[name].trouble);
    element.classList.toggle("wrong", wrong);
  }

  return {
    element,
    update,
    open,
    focus: (name) => {
      open(true);
      const cell = cells.get(name) || cells.all()[0];
      if (cell) cell.focus();
    },
  };
}
