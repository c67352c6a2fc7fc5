// How an announcement goes: asked for again and again, until it is over.
import { find } from "../dom.js";
import { initData } from "../form/telegram.js";

const ROOT = new URL("../api/", location.href);
const ID = location.pathname.split("/").pop();
const OURS = /^[\u4e00-\u9fff「]/;
const EVERY = 2000; // ms
const LATER = "连不上网，正在重试。下面是刚才的情况。";
const init = initData();
let pass = null;
let over = false;

async function ask(again = true) {
  if (init && !pass) await enter();
  const headers = pass ? { "X-Form-Pass": pass } : {};
  const response = await fetch(new URL(`sending/${ID}`, ROOT), { headers, cache: "no-store" });
  if (response.status === 401 && init && again) {
    pass = null; // an hour is over
    return ask(false);
  }
  return response;
}

async function enter() {
  const response = await fetch(new URL("form-pass", ROOT), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ init_data: init }),
    cache: "no-store",
  });
  if (response.ok) ({ pass } = await response.json());
}

function show(told) {
  find("state").textContent = told.state;
  find("title").textContent = told.title;
  find("bar").value = told.percent;
  find("percent").textContent = `${told.percent}%`;
  find("line").textContent = told.line;
  for (const name of ["bar", "percent"]) find(name).hidden = false;
  find("way").hidden = !told.over;
  over = told.over;
}

function note(sentence) {
  find("note").textContent = sentence;
  find("note").hidden = !sentence;
}

async function refusal(response) {
  const text = await response.text();
  over = true;
  find("state").textContent = "打不开";
  note(OURS.test(text) ? text : "暂时打不开，请回到对话再试。");
}

async function look() {
  try {
    const response = await ask();
    if (response.ok) {
      show(await response.json());
      note("");
    } else if (response.status >= 500 || response.status === 429) {
      note(LATER);
    } else {
      await refusal(response);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    note(LATER);
  }
}

async function follow() {
  if (!document.hidden) await look();
  if (!over) setTimeout(follow, EVERY);
}

follow();
