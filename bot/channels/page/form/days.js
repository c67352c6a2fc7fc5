// A calendar beside a field for a day or a moment: what is picked is written into the field as
// people write it, so that there is one way to read it.
import { make } from "../dom.js";

export function dayPicker(type, label, write) {
  const input = make("input");
  input.type = type === "date" ? "date" : "datetime-local";
  input.tabIndex = -1;
  input.setAttribute("aria-hidden", "true");
  const button = make("button", "pick", "选日期");
  button.type = "button";
  button.setAttribute("aria-label", `${label}：选日期`);
  button.addEventListener("click", () => open(input));
  input.addEventListener("change", () => {
    if (input.value) write(spoken(input.value));
  });
  return make("span", "picker", button, input);
}

function open(input) {
  try {
    input.showPicker();
  } catch {
    input.focus(); // older browsers
  }
}

function spoken(value) {
  const [day, time] = value.split("T");
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日${time ? ` ${time.slice(0, 5)}` : ""}`;
}
