// The top line: whose assistant this is and, in a demonstration, who the visitor is.
import { find, make } from "./dom.js";

export function createHeader(changeRole) {
  const select = find("role");
  let current = "";

  function show({ association, demo, role, roles }) {
    find("association").textContent = association;
    document.title = association ? `${association} · 学会助手` : "学会助手";
    find("demo").hidden = !demo;
    current = role;
    select.replaceChildren(...(roles || []).map(option));
    select.value = role;
  }

  function option({ value, label }) {
    const element = make("option", "", label);
    element.value = value;
    return element;
  }

  select.addEventListener("change", async () => {
    select.disabled = true;
    const changed = await changeRole(select.value);
    select.disabled = false;
    if (!changed) select.value = current;
  });
  return { show };
}
