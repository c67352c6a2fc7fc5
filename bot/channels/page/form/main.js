// The wiring: what is typed is kept, saved, and the page shows what the server makes of it.
import * as api from "./api.js";
import { find } from "../dom.js";
import { createFinish } from "./finish.js";
import { createHead, showSaved } from "./head.js";
import { changedUnder, fieldsOf } from "./merging.js";
import { createPending } from "./pending.js";
import { createSaving } from "./saving.js";
import { createView } from "./view.js";

const LOOK_EVERY = 8000; // ms
const FRESH = 6000; // ms 已保存 stands at a field
const SAYINGS = {
  typing: "还没有保存",
  waiting: "正在保存…",
  lost: "还没有保存，连上网后自动保存",
};

let view = null;
let fields = new Map();
let added = "";
let looking = false;
let uploads = 0;
const saved = new Map(); // place → when
const news = new Map(); // place of a table or of files → what was refused there
const pending = createPending(api.formId, showState);
const saving = createSaving(showState);
const page = createView({
  typed, commit, attach, detach, addRow, removeRow, paste, insist, giveUp, said,
  local: (place) => pending.get(place) || news.get(place),
  justSaved: (place) => Date.now() - (saved.get(place) || 0) < FRESH,
  mending: () => view.handed_in && view.editable,
  wasAdded: (place) => {
    const yes = added === place;
    added = "";
    return yes;
  },
});
const head = createHead((place) => page.jump(place));
const finish = createFinish(done);

// ---- typing and saving

function typed(place, text, personal) {
  const known = pending.get(place) || {};
  const seen = known.seen ?? (fields.get(place) || {}).shown ?? "";
  pending.set(place, text, "typing", { personal, seen });
}

function commit(place) {
  if (!pending.get(place)) return;
  pending.mark(place, "waiting");
  draw();
  saving.add(place, () => save(place), (refusal) => refused(place, refusal));
}

async function save(place) {
  const local = pending.get(place);
  if (!local || local.status === "elsewhere") return;
  const sent = local.text;
  const answer = await api.change(stepFor(place, sent));
  if (pending.get(place) && pending.get(place).text === sent) pending.drop(place);
  saved.set(place, Date.now());
  setTimeout(draw, FRESH + 100);
  receive(answer.view, place);
}

// A place with ? in front of it is the reason for what is unusual there.
function stepFor(place, text) {
  if (place.startsWith("?")) return { do: "explain", place: place.slice(1), text };
  const known = fields.get(place);
  const step = { do: "save", place, text };
  if (known) Object.assign(step, { seen: known.shown, row: known.stamp });
  return step;
}

function refused(place, refusal) {
  if (refusal.status === 409) {
    refresh(place);
  } else if (refusal.status === 401 || refusal.status === 403 || refusal.status === 404) {
    pending.mark(place, "refused", refusal.message);
    closed(refusal);
  } else {
    pending.mark(place, "refused", refusal.message);
  }
  draw();
}

// What we showed was not what is stored: the person decides which it shall be.
async function refresh(place) {
  pending.mark(place, "elsewhere");
  await lookAgain(true);
}

function insist(place) {
  pending.mark(place, "typing");
  commit(place);
}

function giveUp(place) {
  pending.drop(place);
  draw();
}

function said(local) {
  if (!local) return "";
  if (local.sentence) return `没有保存：${local.sentence}`;
  if (local.status !== "typing" && saving.state().lost) return SAYINGS.lost;
  return SAYINGS[local.status] || "";
}

// ---- rows and files

function step(what, then = () => {}) {
  const run = async () => {
    const answer = await api.change(what());
    then(answer);
    receive(answer.view, what().place, true);
  };
  news.delete(nameOf(what().place));
  saving.add("", run, (refusal) => stepRefused(what().place, refusal));
}

const nameOf = (place) => place.split(".")[0];

function stepRefused(place, refusal) {
  news.set(nameOf(place), { status: "refused", sentence: refusal.message });
  if (refusal.status === 409) lookAgain(true);
  draw();
}

function addRow(place, shown) {
  added = place;
  step(() => ({ do: "add_row", place, shown }));
}

function removeRow(place, n, stamp) {
  const row = stamp || null;
  step(() => ({ do: "remove_row", place: `${place}.${n}`, row }), () => pending.shift(place, n));
}

// What was not taken stands in its field with the reason, for the person to mend.
function paste(place, text) {
  step(() => ({ do: "paste", place, text }), ({ refused: cells }) => {
    for (const { place: at, said: words, sentence } of cells) {
      pending.set(at, words, "refused", { sentence, personal: isPersonal(at) });
    }
  });
}

function isPersonal(place) {
  const [name, , inner] = place.split(".");
  const entry = (fields.get(name) || {}).entry;
  const column = entry && entry.columns && entry.columns.find((each) => each.name === inner);
  return Boolean(column && column.personal);
}

function attach(place, file, instead, onEnd, onRefusal) {
  uploads += 1;
  const over = () => { uploads -= 1; };
  const run = async () => {
    const answer = await api.attach(place, file, instead);
    over();
    onEnd();
    receive(answer.view, place);
  };
  saving.add("", run, (refusal) => {
    over();
    onRefusal(refusal.message);
  });
}

function detach(place, hash) {
  news.delete(place);
  const run = async () => receive((await api.detach(place, hash)).view, place);
  saving.add("", run, (refusal) => stepRefused(place, refusal));
}

// ---- coming in

// `ours`: rows were moved by a step of our own, and what is typed was moved with them.
function receive(now, own = null, ours = false) {
  if (view && now.revision < view.revision) return; // overtaken by a later answer
  const before = fields;
  const foreign = !own || (view && now.revision > view.revision + 1);
  view = now;
  fields = fieldsOf(view);
  const waiting = pending.places().filter((place) => pending.get(place).status !== "refused");
  const changed = ours && !foreign ? [] : changedUnder(before, fields, waiting, own, foreign);
  for (const place of changed) pending.mark(place, "elsewhere");
  draw();
}

async function lookAgain(always = false) {
  if (looking || (!always && (!view || !saving.idle))) return;
  looking = true;
  try {
    const now = await api.look(view && view.revision);
    // Whatever is being saved right now brings its own answer.
    if (now && (always || saving.idle)) receive(now);
  } catch (error) {
    if (error instanceof api.Refusal) closed(error);
    else if (!(error instanceof TypeError)) throw error;
  } finally {
    looking = false;
  }
}

// ---- showing

function draw() {
  if (!view) return;
  head.show(view);
  finish.show(view);
  showNote();
  page.show(view);
  showState();
}

function showNote() {
  const note = find("note");
  if (!view.editable) note.textContent = `这张表现在是「${view.state}」，只能看，不能改。`;
  else if (view.handed_in) note.textContent = `请修改标着「请修改」的地方。${view.note}`;
  note.hidden = view.editable && !view.handed_in;
}

function unsavedPlaces() {
  return pending.places().filter((place) => fields.has(place.replace(/^\?/, "")));
}

function showState() {
  if (!view) return;
  const unsaved = unsavedPlaces();
  const wrong = (place) => ["refused", "elsewhere"].includes(pending.get(place).status);
  const refusedOnes = unsaved.filter(wrong).length;
  const { waiting, lost } = saving.state();
  if (!view.editable) return;
  showSaved({ unsaved: Math.max(unsaved.length, waiting), refused: refusedOnes, lost, waiting });
}

// Nobody may fill this in from here: say so, and leave what was typed where it is.
function closed(refusal) {
  find("title").textContent = view ? view.title : "打不开这张表";
  const note = find("note");
  note.hidden = false;
  note.textContent = refusal.message;
  find("finish").hidden = false;
  find("back").hidden = false;
  if (!view) find("done").hidden = true;
}

// ---- done

async function done() {
  if (document.activeElement) document.activeElement.blur();
  await settled();
  const left = unsavedPlaces();
  if (left.length || !saving.idle) {
    finish.say("还有没有保存的地方，请先看一看。");
    if (left.length) page.jump(left[0].replace(/^\?/, ""));
    return;
  }
  finish.busy(true);
  try {
    receive((await api.finish()).view, null);
    tellDone();
  } catch (error) {
    finish.say(error instanceof api.Refusal ? error.message : "连不上网，请稍后再按一次。");
  } finally {
    finish.busy(false);
  }
}

function tellDone() {
  document.body.classList.toggle("pressed", !view.ready);
  if (view.ready) {
    finish.say("都填好了，还没有提交。请回到对话，看一遍再提交。", true);
    return;
  }
  finish.say(`还有 ${view.troubles.length} 处要填，已经标出来了。`);
  page.jump(view.troubles[0].place);
}

// Until all is said, or the line is down.
async function settled() {
  for (let n = 0; n < 100 && !saving.idle && !saving.state().lost; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// Typed before the page was left: stored now, unless it was changed elsewhere meanwhile.
function takeUp(place) {
  const local = pending.get(place);
  if (local.status !== "typing" && local.status !== "waiting") return;
  const known = fields.get(place);
  if (known && known.shown !== local.seen) pending.mark(place, "elsewhere");
  else commit(place);
  draw();
}

// ---- life

async function start() {
  try {
    receive(await api.look());
  } catch (error) {
    if (error instanceof api.Refusal) closed(error);
    else setTimeout(start, 2000);
    return;
  }
  for (const place of unsavedPlaces()) takeUp(place);
  setInterval(() => document.hidden || lookAgain(), LOOK_EVERY);
}

document.addEventListener("visibilitychange", () => document.hidden || lookAgain());
window.addEventListener("beforeunload", (event) => {
  if (!uploads && !pending.onlyHere) return;
  event.preventDefault();
  event.returnValue = ""; // what older phones look at
});
start();
