// What was said or pressed and is not acknowledged yet; it survives a reload.
import { newId } from "./dom.js";
import { forget, keep, recall } from "./store.js";

const FRESH = 3600e3; // older than this, the person decides whether it is still wanted
const KEY = "outbox.";

export function createOutbox() {
  const frames = new Map();
  const waiting = new Map();
  for (const frame of recall(KEY)) frames.set(frame.client_id, frame);

  const isDue = (frame) => !frame.refused && Date.now() - frame.at < FRESH;

  function save(frame) {
    frames.set(frame.client_id, frame);
    keep(KEY + frame.client_id, frame);
  }

  function add(fields) {
    const frame = { ...fields, client_id: newId(), at: Date.now() };
    save(frame);
    return frame;
  }

  function settle(clientId) {
    frames.delete(clientId);
    forget(KEY + clientId);
    release(clientId);
  }

  function refuse(clientId) {
    const frame = frames.get(clientId);
    if (frame) save({ ...frame, refused: true });
    release(clientId);
  }

  function revive(clientId) {
    const frame = frames.get(clientId);
    if (frame) save({ ...frame, refused: false, at: Date.now() });
    return frames.get(clientId);
  }

  function release(clientId) {
    const resolve = waiting.get(clientId);
    waiting.delete(clientId);
    if (resolve) resolve();
  }

  // A press from yesterday would do something nobody expects today.
  for (const frame of [...frames.values()]) {
    if (frame.type === "press" && !isDue(frame)) settle(frame.client_id);
  }

  return {
    add, settle, refuse, revive, isDue,
    get: (clientId) => frames.get(clientId),
    said: () => [...frames.values()].filter((frame) => frame.type === "say").sort(byTime),
    due: () => [...frames.values()].filter(isDue).sort(byTime),
    settled: (clientId) => new Promise((resolve) => waiting.set(clientId, resolve)),
  };
}

const byTime = (one, other) => one.at - other.at;

// What goes over the wire; the rest of the frame is our own bookkeeping.
export function wireForm({ type, client_id, text, message_id, data }) {
  return { type, client_id, text, message_id, data };
}
