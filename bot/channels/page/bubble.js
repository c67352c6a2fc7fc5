// One message as elements: time, avatar, bubble (text, picture, files, buttons), state.
import { make } from "./dom.js";
import { fragmentOf, openElsewhere, safeLink } from "./sanitize.js";
import { shrinkSources } from "./sources.js";
import { sizeText } from "./times.js";

const STATES = { sending: "发送中…", delivered: "已送达", failed: "未送达" };

export function drawMessage(message, press) {
  const article = make("article", message.mine ? "message mine" : "message");
  const avatar = make("span", "avatar", message.mine ? "我" : "学");
  avatar.setAttribute("aria-hidden", "true");
  const row = make("div", "row", avatar, drawBubble(message, press));
  article.append(make("p", "when"), row, make("p", "state"));
  return article;
}

export function drawBubble(message, press) {
  const bubble = make("div", "bubble", make("span", "sender", message.mine ? "我说：" : "助手说："));
  if (message.picture) bubble.append(drawPicture(message.picture));
  if (message.html || message.text) bubble.append(make("div", "body", contentOf(message)));
  for (const file of message.files || []) bubble.append(drawFile(file));
  const rows = (message.buttons || []).filter((row) => row.length);
  if (rows.length) bubble.append(drawButtons(rows, (data) => press(message.id, data)));
  return bubble;
}

// What the person has just typed never passes through a parser.
const contentOf = ({ html, text }) => (html === undefined ? text : shownHtml(html));

export const shownHtml = (html) => shrinkSources(fragmentOf(html));

function drawPicture(source) {
  const href = source.startsWith("blob:") ? source : safeLink(source);
  const image = make("img");
  image.alt = "图片";
  image.src = href || "";
  return openElsewhere(make("a", "picture", image), href || "");
}

function drawFile({ name, size, url }) {
  const kind = (name.match(/\.(\w{1,5})$/) || ["", "文件"])[1];
  const badge = make("b", "", kind.toUpperCase());
  badge.dataset.kind = kind.toLowerCase();
  const label = make("span", "", make("span", "name", name), make("small", "", sizeText(size)));
  const href = url && safeLink(url);
  const file = make(href ? "a" : "span", "file", badge, label);
  return href ? openElsewhere(file, href) : file;
}

function drawButtons(rows, press) {
  const list = make("div", "buttons");
  for (const row of rows) {
    const line = make("div");
    line.append(...row.map((button) => drawButton(button, line, press)));
    list.append(line);
  }
  return list;
}

function drawButton({ text, url, data }, line, press) {
  const href = url && safeLink(url);
  if (href) return openElsewhere(make("a", "", text), href);
  const button = make("button", "", text);
  button.type = "button";
  button.addEventListener("click", async () => {
    if (line.dataset.working) return;
    setWorking(line, button, true);
    await press(data);
    setWorking(line, button, false);
  });
  return button;
}

// aria-disabled, not disabled: a disabled button would throw the keyboard's focus away.
function setWorking(line, pressed, working) {
  if (working) line.dataset.working = "yes";
  else delete line.dataset.working;
  for (const button of line.children) button.setAttribute("aria-disabled", String(working));
  pressed.setAttribute("aria-busy", String(working));
}

export function drawState(article, state, text, { resend, discard }) {
  const line = article.querySelector(".state");
  line.className = `state ${state}`;
  line.replaceChildren(text || STATES[state] || "");
  if (state !== "failed") return;
  line.append(actionButton("点此重发", resend), actionButton("删除", discard));
}

function actionButton(text, action) {
  const button = make("button", "", text);
  button.type = "button";
  button.addEventListener("click", action);
  return button;
}
