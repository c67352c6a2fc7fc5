// The ☰ menu: the commands the server offers for the present role.
import { find, make } from "./dom.js";

export function createMenu(say) {
  const opener = find("menu-button");
  const menu = find("menu");

  function open(opened) {
    menu.hidden = !opened;
    opener.setAttribute("aria-expanded", String(opened));
  }

  function offer(commands) {
    menu.replaceChildren(...commands.map(entry));
    opener.hidden = commands.length === 0;
  }

  function entry({ text, label }) {
    const button = make("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => {
      open(false);
      say(text);
    });
    return button;
  }

  opener.addEventListener("click", () => {
    open(menu.hidden);
    if (!menu.hidden && menu.firstChild) menu.firstChild.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    open(false);
    opener.focus();
  });
  find("scroller").addEventListener("click", () => open(false));
  find("text").addEventListener("focus", () => open(false));
  return { offer };
}
