// Inside Telegram: who opened the page, and how to close it. Telegram writes its signed word for
// the person into the address (#tgWebAppData=…); its own script is not loaded, so that no foreign
// code ever runs on a page with personal data.

const KEY = "form.init";

export function initData() {
  const found = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
  if (!found) return remembered();
  try {
    sessionStorage.setItem(KEY, found);
  } catch {
    return found; // no storage in this view: it stays in the address
  }
  history.replaceState(null, "", location.pathname); // an address is easily passed on
  return found;
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

// As Telegram's own script does it: on phones, in its desktop program, in its web page.
export function close() {
  if (window.TelegramWebviewProxy) {
    window.TelegramWebviewProxy.postEvent("web_app_close", "{}");
  } else if (window.external && "notify" in window.external) {
    window.external.notify(JSON.stringify({ eventType: "web_app_close", eventData: {} }));
  } else if (window.parent !== window) {
    const said = JSON.stringify({ eventType: "web_app_close", eventData: {} });
    window.parent.postMessage(said, "https://web.telegram.org");
  }
}
