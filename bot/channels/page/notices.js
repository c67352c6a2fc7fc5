// The two quiet places for news: a toast that passes, a banner that stays while it is true.
import { find } from "./dom.js";

const PATIENCE = 1500; // a hiccup shorter than this is nobody's business
let toastTimer = 0;
let bannerTimer = 0;

export function toast(text) {
  clearTimeout(toastTimer);
  find("toast").textContent = text;
  toastTimer = setTimeout(() => find("toast").replaceChildren(), 3000 + text.length * 150);
}

export function showConnection(connected) {
  clearTimeout(bannerTimer);
  if (connected) find("banner").hidden = true;
  else bannerTimer = setTimeout(() => { find("banner").hidden = false; }, PATIENCE);
}
