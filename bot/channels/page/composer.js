// The input line: grows with the text, sends on Enter, refuses kindly what is too long.
import { find } from "./dom.js";
import { forget, keep, recall } from "./store.js";

const LONGEST = 4000;
const COUNT_FROM = 3500;
const TYPED = "typed";

export function createComposer(say) {
  const form = find("composer");
  const text = find("text");
  const hint = find("hint");

  const written = () => text.value.trim();
  const length = () => [...written()].length; // as the server counts: characters, not UTF-16 units

  function grow() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  }

  function showLength() {
    const count = length();
    hint.classList.toggle("over", count > LONGEST);
    if (count > LONGEST) hint.textContent = tooLong(count);
    else hint.textContent = count > COUNT_FROM ? `已写 ${count} 字，最多 ${LONGEST} 字` : "";
  }

  function refresh() {
    form.classList.toggle("written", Boolean(written()));
    grow();
    showLength();
  }

  // Half a question survives a reload or WeChat closing the page.
  function remember() {
    if (written()) keep(TYPED, text.value);
    else forget(TYPED);
  }

  function submit() {
    if (!written()) return;
    if (length() > LONGEST) {
      showLength();
      text.focus();
      return;
    }
    say(written());
    text.value = "";
    forget(TYPED);
    refresh();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener("input", () => {
    refresh();
    remember();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    submit();
  });
  // The phone's keyboard stays open for the next sentence.
  find("send").addEventListener("pointerdown", (event) => event.preventDefault());

  text.value = recall(TYPED)[0] || "";
  refresh();
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) text.focus();
}

// Enter that picks a pinyin candidate; Safari ends the composition first and tells only by 229.
const isComposing = (event) => event.isComposing || event.keyCode === 229;

const tooLong = (count) =>
  `写了 ${count} 字，一次最多 ${LONGEST} 字。请分几次发送，您写的内容都还在。`;
