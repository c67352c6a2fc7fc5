// The two quiet places for news: a toast that passes, a banner that stays while it is true.
import { Refusal } from "./api.js";
import { find } from "./dom.js";

const RECONNECTING = "连接断开，正在重连…";
const PATIENCE = 1500; // a hiccup shorter than this is nobody's business
let toastTimer = 0;
let bannerTimer = 0;

export function toast(text) {
  clearTimeout(toastTimer);
  find("toast").textContent = text;
  toastTimer = setTimeout(() => find("toast").replaceChildren(), 3000 + text.length * 150);
}

export function showConnection(connected, reason) {
  const banner = find("banner");
  banner.textContent = reason instanceof Refusal ? reason.message : RECONNECTING;
  if (connected) {
    clearTimeout(bannerTimer);
    bannerTimer = 0;
    banner.hidden = true;
  } else if (!bannerTimer) {
    bannerTimer = setTimeout(() => { banner.hidden = false; }, PATIENCE);
  }
}
