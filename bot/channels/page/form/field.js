// One field: label, hint, control, what is wrong, whether it is stored.
import { make } from "../dom.js";
import { controlFor } from "./controls.js";
import { createFiles } from "./files.js";
import { createTrouble } from "./trouble.js";

const TAGGED = { true: "必填", false: "选填" };

export function createField(place, shape, hooks, { inRow = false } = {}) {
  const id = `f-${place}`;
  const name = make("span", "", shape.label);
  const tag = make("span", "tag");
  const state = make("span", "state");
  const label = make("label", "label", name, tag, state);
  const hint = make("p", "hint", shape.hint);
  const body = make("div", "body");
  const news = make("p", "news");
  const trouble = createTrouble(place, hooks);
  const element = make("div", "field", label, hint, body, news, trouble.element);
  hint.hidden = !shape.hint;
  hint.id = `h-${place}`;
  element.dataset.place = place;
  let control = null;
  let made = "";
  let entry = null;

  // The same field may be open now and closed later, or get other choices.
  function build() {
    const wanted = `${entry.editable} ${JSON.stringify(shape.options)}`;
    if (made === wanted) return;
    made = wanted;
    control = entry.editable ? editable() : null;
    body.replaceChildren(control ? control.element : make("output"));
  }

  function editable() {
    if (shape.type === "file") return createFiles(place, shape, id, hooks);
    const typed = () => {
      hooks.typed(place, control.read(), shape.personal);
      tell(hooks.local(place));
    };
    const commit = () => hooks.commit(place);
    const found = controlFor(shape, id, { inRow, typed, commit });
    label.htmlFor = id;
    name.id = `l-${place}`;
    found.input.setAttribute("aria-labelledby", name.id);
    found.input.setAttribute("aria-describedby", `${hint.id} t-${place}`);
    return found;
  }

  function update(now, now_shape) {
    shape = now_shape;
    entry = now;
    element.classList.toggle("computed", shape.type === "calculation");
    build();
    const local = hooks.local(place);
    tag.textContent = tagOf();
    if (!control) body.firstElementChild.textContent = entry.shown || "（没有填）";
    else if (shape.type === "file") control.update(entry);
    else fill(local);
    tell(local);
    trouble.update(local && local.status === "refused" ? null : entry.trouble);
  }

  function tagOf() {
    if (shape.type === "calculation") return "自动算出";
    if (!entry.editable) return "";
    return hooks.mending() ? "请修改" : TAGGED[Boolean(entry.required)];
  }

  function fill(local) {
    control.write(local ? local.text : entry.value);
    const { input } = control;
    if (shape.personal) input.placeholder = entry.shown ? `已填 ${entry.shown}，要改请重新输入` : "";
    const wrong = (local && local.sentence) || (entry.trouble && entry.trouble.kind === "wrong");
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
  }

  function tell(local) {
    const grave = local && (local.status === "elsewhere" || local.sentence);
    const small = local && !grave ? hooks.said(local) : hooks.justSaved(place) ? "已保存 ✓" : "";
    state.textContent = [counted(), small].filter(Boolean).join("，");
    news.className = `news ${grave ? local.status : ""}`;
    if (grave && local.status === "elsewhere") news.replaceChildren(...choice());
    else if (grave) news.textContent = hooks.said(local);
    else if (mayBeEmptied()) news.replaceChildren(button("不填了", () => choose("")));
    else if (entry.offered && !entry.value) news.replaceChildren(offer());
    else news.replaceChildren();
  }

  // Nobody's words are written over without being asked.
  function choice() {
    const mine = button("用我填的", () => hooks.insist(place));
    const theirs = button("用别处的", () => hooks.giveUp(place));
    const said = entry.shown ? `这里刚在别处改成「${entry.shown}」。` : "这里刚在别处清空了。";
    return [said, mine, theirs];
  }

  function offer() {
    return button(`填入「${entry.offered}」`, () => choose(entry.offered));
  }

  function choose(text) {
    hooks.typed(place, text, shape.personal);
    hooks.commit(place);
  }

  // Radio buttons, once pressed, leave no other way back.
  function mayBeEmptied() {
    const radio = control && control.element.getAttribute("role") === "radiogroup";
    return radio && !entry.required && entry.value && !hooks.justSaved(place);
  }

  function counted() {
    if (shape.type !== "longtext" || !shape.longest || !control) return "";
    return `${control.read().length}/${shape.longest} 字`;
  }

  return {
    element,
    update,
    focus: () => (control ? control.focus() : element.scrollIntoView()),
  };
}

export function button(text, press) {
  const element = make("button", "small", text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}
