// Lines copied from a spreadsheet: into a cell, or into a box for those whose phone has no other way.
import { make } from "../dom.js";
import { button } from "./field.js";

// A long text may have lines of its own; tabs between cells only spreadsheets make.
export function isTable(text, target) {
  const inner = text.replace(/\s+$/, "");
  return inner.includes("\t") || (inner.includes("\n") && target.tagName !== "TEXTAREA");
}

export function createPasting(paste) {
  const order = make("p", "hint");
  const box = make("textarea");
  const go = button("填进表里", () => {
    if (!box.value.trim()) return;
    paste(box.value);
    box.value = "";
    open(false);
  });
  const element = make("div", "pasting", order, box, go);
  const toggle = button("从表格粘贴", () => open(element.hidden));
  element.hidden = true;
  box.rows = 5;
  box.setAttribute("aria-label", "从表格里复制的内容");

  function open(wanted) {
    element.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    if (wanted) box.focus();
  }

  function explain(columns) {
    const labels = columns.map((column) => column.label).join("、");
    order.textContent = `在表格软件里选中几行，复制后粘贴到这里。列的先后：${labels}。带着标题行也可以。`;
  }

  return { element, button: toggle, explain };
}
