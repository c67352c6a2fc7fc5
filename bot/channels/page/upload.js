// Files: chosen with ＋, dropped or pasted; one at a time, each with its own bubble.
import { Refusal, sendFile } from "./api.js";
import { find, newId } from "./dom.js";
import { toast } from "./notices.js";
import { sizeText } from "./times.js";

export function createUpload(log, onStart) {
  const files = new Map(); // not stored on the server yet
  let limit = Infinity;
  let queue = Promise.resolve();

  function offer(list) {
    for (const file of list) {
      if (file.size > limit) toast(`「${file.name}」太大了，一个文件最大 ${sizeText(limit)}。`);
      else if (file.size === 0) toast(`「${file.name}」是空的，请检查后再选一次。`);
      else start(file);
    }
  }

  function start(file) {
    const clientId = newId();
    files.set(clientId, file);
    onStart(log.pend(clientId, pendingMessage(file)).element);
    resend(clientId);
  }

  function resend(clientId) {
    log.mark(clientId, "sending");
    queue = queue.then(() => send(clientId));
  }

  async function send(clientId) {
    const file = files.get(clientId);
    if (!file) return;
    try {
      await sendFile(file, clientId, (part) => showProgress(clientId, part));
      files.delete(clientId);
      log.mark(clientId, "delivered");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.mark(clientId, "failed", error.message);
    }
  }

  function showProgress(clientId, part) {
    log.mark(clientId, "sending", `发送中 ${Math.round(part * 100)}%`);
  }

  listen(offer);
  // A file cannot be kept over a reload as a sentence can: let the browser ask first.
  window.addEventListener("beforeunload", (event) => {
    if (!files.size) return;
    event.preventDefault();
    event.returnValue = ""; // what older phones look at
  });
  return {
    resend,
    has: (clientId) => files.has(clientId),
    discard: (clientId) => files.delete(clientId),
    setLimit: (bytes) => { limit = bytes; },
  };
}

function pendingMessage(file) {
  const at = new Date().toISOString();
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return { at, picture: URL.createObjectURL(file) };
  return { at, files: [{ name: file.name, size: file.size }] };
}

function listen(offer) {
  const input = find("file");
  const form = find("composer");
  find("file-button").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    offer([...input.files]);
    input.value = ""; // or the same file cannot be chosen again
  });
  find("text").addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    offer(files);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => form.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    offer([...event.dataTransfer.files]);
  });
}
