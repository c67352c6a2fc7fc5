// The top of the page: what this is, how far it is, what is missing, whether all is stored.
import { find, make } from "../dom.js";

export function createHead(jump) {
  const button = find("missing-button");
  const list = find("missing");
  button.addEventListener("click", () => open(list.hidden));
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    open(false);
    jump(link.dataset.place);
  });

  function open(wanted) {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  }

  function show(view) {
    document.title = `${view.title} · 学会助手`;
    find("title").textContent = view.title;
    find("about").textContent = [view.society, view.subject, view.state].filter(Boolean).join(" · ");
    const { done, total } = view.progress;
    find("far").hidden = !view.editable;
    find("bar").max = Math.max(total, 1);
    find("bar").value = done;
    const missing = view.troubles;
    button.textContent = missing.length ? `还差 ${missing.length} 处，点开看 ▾` : "必填的都填好了";
    button.disabled = !missing.length;
    if (!missing.length) open(false);
    list.firstElementChild.replaceChildren(...missing.map(line));
  }

  function line({ place, label, kind, sentence }) {
    const link = make("a", "", make("b", "", label), kind === "missing" ? "" : ` ${sentence}`);
    link.href = `#f-${place}`;
    link.dataset.place = place;
    return make("li", "", link);
  }

  return { show, open };
}

// One line for the whole page: a single field's news stands at the field.
export function showSaved({ unsaved, refused, lost, waiting }) {
  const line = find("saved");
  line.className = lost ? "lost" : refused ? "refused" : "";
  if (lost) line.textContent = `连不上网，${unsaved} 处还没有保存。已替您记着，连上后自动保存。`;
  else if (waiting) line.textContent = "正在保存…";
  else if (refused) line.textContent = `有 ${refused} 处没有保存，请看一看。`;
  else line.textContent = unsaved ? "正在填写…" : "全部已保存";
}
