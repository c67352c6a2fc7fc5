// The log: every message once, in the server's order; what is not stored yet comes last.
import { drawBubble, drawMessage, drawState } from "./bubble.js";
import { isPause, timeText } from "./times.js";

export function createLog(container, { press, resend, discard }) {
  const entries = []; // sorted by id; a message the server has not numbered has Infinity

  const withId = (id) => entries.find((entry) => entry.id === id);
  const withClient = (id) => (id ? entries.find((entry) => entry.clientId === id) : undefined);
  const numbered = () => entries.filter((entry) => entry.id !== Infinity);

  function insert(entry) {
    let index = entries.length;
    while (index > 0 && entries[index - 1].id > entry.id) index -= 1;
    const next = entries[index];
    container.insertBefore(entry.element, next ? next.element : null);
    entries.splice(index, 0, entry);
    showTimes(index);
  }

  function take(entry) {
    const index = entries.indexOf(entry);
    entries.splice(index, 1);
    entry.element.remove();
    showTimes(index);
  }

  // Only the entry at the place of a change and its follower can gain or lose their time.
  function showTimes(index) {
    for (const place of [index, index + 1]) {
      const entry = entries[place];
      if (!entry) continue;
      const before = place > 0 ? entries[place - 1].at : null;
      const text = isPause(before, entry.at) ? timeText(entry.at) : "";
      entry.element.querySelector(".when").textContent = text;
    }
  }

  function add(message, id, clientId) {
    const element = drawMessage(message, press);
    const entry = { id, clientId, at: Date.parse(message.at), mine: message.mine, element };
    insert(entry);
    return entry;
  }

  // A bubble that looks the same stays: nothing is read aloud twice, nothing loses its focus.
  function redraw(entry, message) {
    const old = entry.element.querySelector(".bubble");
    const fresh = drawBubble(message, press);
    if (old.innerHTML === fresh.innerHTML) return;
    const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
    old.replaceWith(fresh);
    const target = fresh.querySelectorAll("button, a")[focused];
    if (target) target.focus({ preventScroll: true });
  }

  function isInPlace(index) {
    const before = index > 0 ? entries[index - 1].id : -Infinity;
    const after = index + 1 < entries.length ? entries[index + 1].id : Infinity;
    return before < entries[index].id && entries[index].id < after;
  }

  // Moved only when it must be: a moved element would be read aloud again.
  function confirm(entry, message) {
    entry.id = message.id;
    entry.at = Date.parse(message.at);
    const index = entries.indexOf(entry);
    if (isInPlace(index)) {
      showTimes(index);
    } else {
      take(entry);
      insert(entry);
    }
    drawState(entry.element, "delivered", "", {});
  }

  function put(message) {
    const entry = withId(message.id) || withClient(message.client_id);
    if (!entry) return add(message, message.id, message.client_id);
    if (entry.id === Infinity) confirm(entry, message);
    redraw(entry, message);
    return entry;
  }

  function pend(clientId, message) {
    return add({ ...message, mine: true }, Infinity, clientId);
  }

  function mark(clientId, state, text = "") {
    const entry = withClient(clientId);
    if (!entry) return;
    const actions = { resend: () => resend(clientId), discard: () => discard(clientId) };
    drawState(entry.element, state, text, actions);
  }

  function remove(id) {
    const entry = withId(id);
    if (entry) take(entry);
  }

  function removePending(clientId) {
    const entry = withClient(clientId);
    if (entry && entry.id === Infinity) take(entry);
  }

  // After a pause the server's newest page is the truth, also about what was edited or deleted.
  function reconcile({ messages, more }) {
    const told = new Set(messages.map((message) => message.id));
    const from = more && messages.length ? messages[0].id : -Infinity;
    for (const entry of numbered()) {
      if (entry.id >= from && !told.has(entry.id)) take(entry);
    }
    messages.forEach(put);
  }

  function quietStates() {
    for (const { element } of entries) {
      const line = element.querySelector(".state.delivered");
      if (line) line.replaceChildren();
    }
  }

  return {
    put, pend, mark, remove, removePending, reconcile, quietStates,
    firstId: () => (numbered()[0] || { id: 0 }).id,
    lastId: () => (numbered().pop() || { id: 0 }).id,
    isLast: (id) => entries.length > 0 && entries[entries.length - 1].id === id,
    isPending: (clientId) => (withClient(clientId) || { id: 0 }).id === Infinity,
  };
}
