// The form on the page: sections, and in them fields and tables, in the server's order.
import { make, find } from "../dom.js";
import { createField } from "./field.js";
import { createGroup } from "./group.js";
import { arrange, createPool } from "./order.js";

export function createView(hooks) {
  const sections = createPool(() => createSection());
  const fields = createPool((place) => createEntry(place));
  let shapes = new Map();

  function createSection() {
    const heading = make("h2");
    const body = make("div", "entries");
    return { element: make("section", "", heading, body), heading, body };
  }

  function createEntry(place) {
    const entry = shapes.get(place);
    return entry.type === "repeat" ? createGroup(place, hooks) : createField(place, entry, hooks);
  }

  function show(view) {
    const entries = view.sections.flatMap((section) => section.entries);
    shapes = new Map(entries.map((entry) => [entry.place, entry]));
    const made = fields.take(entries.map((entry) => entry.place));
    made.forEach((field, n) => field.update(entries[n], entries[n]));
    const shown = sections.take(view.sections.map(keyOf));
    shown.forEach((section, n) => {
      section.heading.textContent = view.sections[n].title;
      const wanted = view.sections[n].entries.map((entry) => fields.get(entry.place).element);
      arrange(section.body, wanted);
    });
    arrange(find("sections"), shown.map((section) => section.element));
  }

  // Headings come again, and what stands first may change: the n-th of its name.
  const keyOf = (section, n, all) =>
    `${section.title} ${all.slice(0, n).filter((each) => each.title === section.title).length}`;

  function jump(place) {
    const [name, row, inner] = place.split(".");
    const field = fields.get(name);
    if (!field) return;
    field.focus(row, inner);
    const target = document.querySelector(`[data-place="${CSS.escape(place)}"]`) || field.element;
    target.scrollIntoView({ block: "center" });
  }

  return { show, jump };
}
