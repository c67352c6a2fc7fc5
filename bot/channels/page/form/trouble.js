// What is wrong at a field, and where something unusual asks for a reason, the place for it.
import { make } from "../dom.js";

export function createTrouble(place, hooks) {
  const sentence = make("p", "sentence");
  const input = make("input");
  const news = make("span", "reason");
  const why = make("label", "why", make("span", "", "请写明原因："), input);
  const element = make("div", "trouble", sentence, why, news);
  const key = `?${place}`;
  sentence.id = `t-${place}`;
  input.autocomplete = "off";
  input.addEventListener("input", () => hooks.typed(key, input.value, false));
  input.addEventListener("change", () => hooks.commit(key));

  function update(trouble) {
    const kind = trouble ? trouble.kind : "";
    element.className = `trouble ${kind}`;
    element.hidden = !trouble;
    sentence.textContent = trouble ? trouble.sentence : "";
    why.hidden = kind !== "why" && kind !== "explained";
    const local = hooks.local(key);
    if (!local && document.activeElement !== input) input.value = trouble ? trouble.reason : "";
    else if (local && input.value !== local.text) input.value = local.text;
    news.textContent = local ? hooks.said(local) : kind === "explained" ? "原因已保存" : "";
  }

  return { element, update };
}
