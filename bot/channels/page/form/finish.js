// The end of the page: what may be left open is left open, and the chat hears that it is done.
import { find } from "../dom.js";
import { inTelegram } from "./api.js";
import { close } from "./telegram.js";

export function createFinish(done) {
  const button = find("done");
  const back = find("back");
  button.addEventListener("click", done);
  back.addEventListener("click", (event) => {
    if (!inTelegram) return;
    event.preventDefault();
    close();
  });

  function show(view) {
    find("finish").hidden = false;
    button.hidden = !view.editable;
    if (!view.editable) back.hidden = false;
  }

  function say(text, over = false) {
    find("finish-say").textContent = text;
    back.hidden = !over;
    if (over) back.focus();
  }

  return { show, say, busy: (yes) => { button.disabled = yes; } };
}
