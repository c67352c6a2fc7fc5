// The page's wiring: who tells whom what. Every part has its own module.
import { get, post, Refusal } from "./api.js";
import { createComing } from "./coming.js";
import { createComposer } from "./composer.js";
import { find } from "./dom.js";
import { createHeader } from "./header.js";
import { createLink } from "./link.js";
import { createMenu } from "./menu.js";
import { createLog } from "./messages.js";
import { showConnection, toast } from "./notices.js";
import { createOutbox, wireForm } from "./outbox.js";
import { createScroll } from "./scroll.js";
import { openLine } from "./socket.js";
import { createUpload } from "./upload.js";

const LATE = 12000; // ms without acknowledgement after which we say so

const outbox = createOutbox();
const log = createLog(find("log"), { press, resend, discard });
const scroll = createScroll(find("scroller"), find("newer"), loadOlder);
const coming = createComing(find("coming"), scroll.follow);
const header = createHeader(changeRole);
const menu = createMenu(say);
const link = createLink();
const upload = createUpload(log, scroll.toEnd);
let loading = false;
let started = false;

// ---- out

function say(text) {
  const frame = outbox.add({ type: "say", text });
  showSaid(frame);
  scroll.toEnd();
  deliver(frame);
}

function showSaid({ client_id, text, at }) {
  log.pend(client_id, { text, at: new Date(at).toISOString() });
}

function press(message_id, data) {
  const frame = outbox.add({ type: "press", message_id, data });
  const done = outbox.settled(frame.client_id);
  deliver(frame);
  return done;
}

function deliver(frame) {
  log.mark(frame.client_id, "sending");
  line.send(wireForm(frame));
  setTimeout(() => {
    if (outbox.get(frame.client_id) === frame) log.mark(frame.client_id, "failed");
  }, LATE);
}

function resend(clientId) {
  if (upload.has(clientId)) {
    upload.resend(clientId);
    return;
  }
  const frame = outbox.revive(clientId);
  if (!frame) return;
  deliver(frame);
  line.wake();
}

function discard(clientId) {
  upload.discard(clientId);
  outbox.settle(clientId);
  log.removePending(clientId);
}

// ---- in

const receive = {
  ack({ client_id }) {
    outbox.settle(client_id);
    log.mark(client_id, "delivered");
  },
  message({ message }) {
    if (message.client_id) outbox.settle(message.client_id);
    if (!message.mine) {
      coming.clear();
      log.quietStates();
    }
    const known = log.isPending(message.client_id);
    const { element } = log.put(message);
    if (!known) scroll.follow(element);
  },
  edit({ message }) {
    coming.stopTyping();
    const { element } = log.put(message);
    if (log.isLast(message.id)) scroll.follow(element, false);
  },
  delete: ({ id }) => log.remove(id),
  typing: () => coming.typing(),
  draft: ({ html }) => coming.draft(html),
  notice: ({ text }) => toast(text),
  error({ client_id, text }) {
    const frame = client_id && outbox.get(client_id);
    if (frame && frame.type === "say") {
      outbox.refuse(client_id);
      log.mark(client_id, "failed", text);
      return;
    }
    if (client_id) outbox.settle(client_id);
    toast(text);
  },
};

// ---- the line

// A newer server may say things an open page does not know yet.
function onFrame(frame) {
  const known = receive[frame.type];
  if (known) known(frame);
}

async function prepare() {
  const after = log.lastId();
  // First: it makes a new visitor known to the server, and greets whom no link brought.
  showHello(await get(link.waits() ? "api/hello?link=1" : "api/hello"));
  await link.follow();
  const page = await get("api/history");
  for (const { client_id } of page.messages) if (client_id) outbox.settle(client_id);
  coming.clear();
  if (started) scroll.keepPlace(() => log.reconcile(page));
  else start(page);
  return after || log.lastId();
}

function start(page) {
  started = true;
  quietly(() => log.reconcile(page));
  find("older").hidden = !page.more;
  scroll.toEnd();
}

// Or a screen reader would read out the whole history.
function quietly(change) {
  find("log").setAttribute("aria-live", "off");
  change();
  setTimeout(() => find("log").setAttribute("aria-live", "polite"), 100);
}

function showHello(hello) {
  header.show(hello);
  menu.offer(hello.commands);
  upload.setLimit(hello.upload_limit);
}

function onOpen() {
  for (const frame of outbox.due()) deliver(frame);
}

// ---- history and role

async function loadOlder() {
  if (loading || find("older").hidden) return;
  loading = true;
  try {
    const page = await get(`api/history?before=${log.firstId()}`);
    scroll.keepPlace(() => quietly(() => page.messages.forEach(log.put)));
    find("older").hidden = !page.more;
  } catch {
    toast("更早的消息没有取到，请稍后再试。");
  } finally {
    loading = false;
  }
}

async function changeRole(role) {
  try {
    await post("api/role", { role });
    showHello(await get("api/hello"));
    return true;
  } catch (error) {
    toast(error instanceof Refusal ? error.message : "身份没有换成，请检查网络后再试。");
    return false;
  }
}

// iOS lays its keyboard over the page and tells only the visual viewport.
function fitKeyboard() {
  const { height, scale } = window.visualViewport;
  if (scale > 1.01) return; // zoomed with two fingers: the page itself keeps its size
  document.documentElement.style.setProperty("--visible", `${height}px`);
  window.scrollTo(0, 0);
}

if (window.visualViewport) window.visualViewport.addEventListener("resize", fitKeyboard);
find("older").addEventListener("click", loadOlder);
// iOS shows a button as pressed only on pages that listen for touches.
document.addEventListener("touchstart", () => {}, { passive: true });
createComposer(say);
for (const frame of outbox.said()) {
  showSaid(frame);
  if (!outbox.isDue(frame)) log.mark(frame.client_id, "failed");
}
const line = openLine({ prepare, onOpen, onFrame, onConnected: showConnection });
