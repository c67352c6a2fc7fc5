// What is on its way: three dots while the assistant thinks, then the answer as it grows.
import { make } from "./dom.js";
import { drawMessage, shownHtml } from "./bubble.js";

const TYPING_LASTS = 6000;

export function createComing(container, follow) {
  let timer = 0;

  function clear() {
    clearTimeout(timer);
    container.replaceChildren();
  }

  function show(content) {
    clearTimeout(timer);
    const article = drawMessage({ mine: false, text: " " });
    article.querySelector(".body").replaceChildren(content);
    container.replaceChildren(article);
    follow(article, false);
    return article;
  }

  const growing = () => container.querySelector(".draft");

  function typing() {
    if (growing()) return;
    const article = show(make("div", "dots", make("i"), make("i"), make("i")));
    article.setAttribute("role", "status");
    article.querySelector(".sender").textContent = "助手正在处理，请稍候";
    timer = setTimeout(clear, TYPING_LASTS);
  }

  function stopTyping() {
    if (!growing()) clear();
  }

  // Hidden from screen readers: they read the finished answer once, not every piece of it.
  function draft(html) {
    if (growing()) {
      growing().querySelector(".body").replaceChildren(shownHtml(html));
      follow(growing(), false);
      return;
    }
    const article = show(shownHtml(html));
    article.classList.add("draft");
    article.setAttribute("aria-hidden", "true");
  }

  return { typing, stopTyping, draft, clear };
}
