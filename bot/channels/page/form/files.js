// Files of a field: several chosen at once, one sent after the other; replaced, taken away, saved.
import { make } from "../dom.js";
import { sizeText } from "../times.js";
import { fileAddress } from "./api.js";

const MOST = 20 * 1024 * 1024;

export function createFiles(place, shape, id, hooks) {
  const list = make("ul", "files");
  const news = make("ul", "files going");
  const input = make("input");
  const choose = make("label", "choose", "选择文件", input);
  const element = make("div", "line-files", list, news, choose);
  let instead = "";
  Object.assign(input, { type: "file", multiple: true, id });
  input.accept = shape.accept.map((ending) => `.${ending}`).join(",");
  input.setAttribute("aria-label", `${shape.label}：选择文件`);
  input.addEventListener("click", (event) => {
    if (event.isTrusted) instead = "";
  });
  input.addEventListener("change", () => {
    for (const file of input.files) send(file, instead);
    instead = "";
    input.value = ""; // or the same file cannot be chosen again
  });

  function send(file, old) {
    const line = make("li", "", `${file.name} 正在上传…`);
    news.append(line);
    if (file.size > MOST) return refuse(line, file, `最大 ${sizeText(MOST)}，请压缩或分成几份。`);
    if (!file.size) return refuse(line, file, "是空的，请检查后重新选择。");
    hooks.attach(place, file, old, () => line.remove(), (why) => refuse(line, file, why));
  }

  function refuse(line, file, why) {
    line.className = "refused";
    line.replaceChildren(`${file.name}：${why}`, press("知道了", "", () => line.remove()));
  }

  function shownFile({ name, size, hash }) {
    const replace = press("替换", name, () => {
      instead = hash;
      input.click();
    });
    const remove = press("删去", name, () => hooks.detach(place, hash));
    const open = press("下载", name, async () => location.assign(await fileAddress(hash)));
    const title = make("span", "name", `${name}（${sizeText(size)}）`);
    return make("li", "", title, make("span", "ways", open, replace, remove));
  }

  return {
    element,
    update: (entry) => list.replaceChildren(...entry.value.map(shownFile)),
    focus: () => input.focus(),
  };
}

function press(text, name, done) {
  const button = make("button", "small", text);
  button.type = "button";
  if (name) button.setAttribute("aria-label", `${text}：${name}`);
  button.addEventListener("click", done);
  return button;
}
