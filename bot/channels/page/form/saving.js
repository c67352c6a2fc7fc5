// One request after the other, in the order people did things. What the line lost stays first in
// the queue and goes out again; what the server refuses is told to whoever asked.
import { Refusal } from "./api.js";

const PAUSES = [1000, 2000, 4000, 8000, 15000]; // ms

export function createSaving(onState) {
  const queue = []; // {key, run, refused}
  let busy = false;
  let failures = 0;
  let timer = null;

  // `key` names what it is about: the same again before it was sent is sent once.
  function add(key, run, refused) {
    if (key && queue.some((job) => job.key === key && !job.started)) return;
    queue.push({ key, run, refused, started: false });
    go();
  }

  async function go() {
    if (busy || timer || !queue.length) return;
    busy = true;
    const job = queue[0];
    job.started = true;
    onState(state());
    const outcome = await attempt(job);
    busy = false;
    if (outcome === "lost") wait(job);
    else queue.shift();
    onState(state());
    go();
  }

  async function attempt(job) {
    try {
      await job.run();
    } catch (error) {
      if (!(error instanceof Refusal)) return lost(error);
      job.refused(error);
    }
    failures = 0;
    return "over";
  }

  function lost(error) {
    if (!(error instanceof TypeError)) throw error; // fetch raises nothing else
    return "lost";
  }

  function wait(job) {
    job.started = false;
    const pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
    failures += 1;
    timer = setTimeout(again, pause);
  }

  function again() {
    clearTimeout(timer);
    timer = null;
    go();
  }

  const state = () => ({ waiting: queue.length, lost: failures > 0 });
  window.addEventListener("online", again);
  return {
    add,
    again,
    state,
    holds: (key) => queue.some((job) => job.key === key),
    get idle() { return !queue.length; },
  };
}
