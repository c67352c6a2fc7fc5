// A table inside the form: its rows, one more, several pasted from a spreadsheet.
import { make } from "../dom.js";
import { button } from "./field.js";
import { arrange, createPool } from "./order.js";
import { createPasting, isTable } from "./paste.js";
import { createRow } from "./row.js";

const OPEN = 3; // more rows than these are closed at first on a phone

export function createGroup(place, hooks) {
  const heading = make("h3");
  const hint = make("p", "hint");
  const news = make("p", "news");
  const trouble = make("p", "trouble missing sentence");
  const columns = make("div", "columns");
  const rows = make("div", "rows");
  const add = button("＋ 添加一项", () => hooks.addRow(place, entry.rows.length));
  const pasting = createPasting((text) => hooks.paste(`${place}.${behind()}`, text));
  const element = make(
    "div", "group", heading, hint, trouble, columns, rows, news,
    make("div", "ways", add, pasting.button), pasting.element,
  );
  const pool = createPool((n) => createRow(place, n, hooks));
  let entry = null;
  let count = null;
  element.id = `f-${place}`;
  element.tabIndex = -1;
  element.dataset.place = place;
  add.classList.add("add");
  rows.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const cell = event.target.closest(".field");
    if (!cell || !entry.editable || !isTable(text, event.target)) return;
    event.preventDefault();
    hooks.paste(cell.dataset.place, text);
  });

  function update(now) {
    entry = now;
    heading.textContent = entry.required ? `${entry.label}（必填）` : `${entry.label}（选填）`;
    hint.textContent = entry.hint;
    trouble.textContent = entry.trouble ? entry.trouble.sentence : "";
    trouble.className = `trouble sentence ${entry.trouble ? entry.trouble.kind : ""}`;
    trouble.hidden = !entry.trouble;
    element.style.setProperty("--columns", entry.columns.length);
    columns.replaceChildren(...entry.columns.map((column) => make("span", "", column.label)));
    columns.hidden = !entry.rows.length;
    const made = pool.take(entry.rows.map((_, n) => n));
    made.forEach((row, n) => row.update(entry.rows[n], entry));
    arrange(rows, made.map((row) => row.element));
    open(made);
    const ways = [add, pasting.button];
    for (const each of ways) each.hidden = !entry.may_add;
    pasting.explain(entry.columns.filter((column) => column.type !== "calculation"));
    news.className = "news refused";
    news.textContent = hooks.said(hooks.local(place));
  }

  // A row that has just been added is open, and ready to be typed into.
  function open(made) {
    const former = count;
    count = made.length;
    if (former === null) {
      made.forEach((row, n) => row.open(count <= OPEN || Boolean(lacking(entry.rows[n]))));
    } else if (count === former + 1) {
      made[count - 1].open(true);
      if (hooks.wasAdded(place)) made[count - 1].focus();
    }
  }

  // Rows at the end in which nothing stands yet are filled first.
  function behind() {
    let n = entry.rows.length;
    while (n && Object.values(entry.rows[n - 1].cells).every((cell) => !cell.shown)) n -= 1;
    return n;
  }

  const lacking = (row) => Object.values(row.cells).some((cell) => cell.trouble);

  return {
    element,
    update,
    focus: (row, name) => {
      const found = row === undefined ? pool.get(0) : pool.get(Number(row));
      if (found) found.focus(name);
      else add.focus();
    },
  };
}
