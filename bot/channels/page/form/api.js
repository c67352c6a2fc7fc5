// Requests about one form. Its id is in the address; addresses are relative, so the page also
// lives under a prefix.
import { initData } from "./telegram.js";

const ID = location.pathname.split("/").pop();
const ROOT = new URL("../api/", location.href);
const OURS = /^[\u4e00-\u9fff「]/;
const LATER = "暂时没有办成，请稍后再试。";
const init = initData();
let pass = null;

export const formId = ID;
export const inTelegram = Boolean(init);

// The server has said no: `message` is a sentence, `status` why. Anything else is a broken line.
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export async function look(revision) {
  const query = revision ? `?revision=${revision}` : "";
  const response = await ask("GET", `filings/${ID}${query}`);
  return response.status === 204 ? null : (await response.json()).view;
}

export const change = (step) => told("POST", `filings/${ID}`, step);
export const finish = () => told("POST", `filings/${ID}/done`, {});

export const detach = (place, hash) =>
  told("DELETE", `filings/${ID}/files/${hash}?place=${encodeURIComponent(place)}`);

export function attach(place, file, instead) {
  const form = new FormData();
  form.append("file", file, file.name);
  const query = new URLSearchParams({ place, instead: instead || "" });
  return told("POST", `filings/${ID}/files?${query}`, form);
}

// A link cannot carry a pass: inside Telegram it gets a ticket for this one file.
export async function fileAddress(hash) {
  const path = `filings/${ID}/files/${hash}`;
  if (!init) return new URL(path, ROOT);
  const { ticket } = await told("POST", `${path}/ticket`, {});
  return new URL(`${path}?ticket=${encodeURIComponent(ticket)}`, ROOT);
}

async function told(method, path, body) {
  return (await ask(method, path, body)).json();
}

async function ask(method, path, body, again = true) {
  if (init && !pass) await enter();
  const response = await fetch(new URL(path, ROOT), options(method, body));
  if (response.ok) return response;
  if (response.status === 401 && init && again) {
    pass = null; // an hour is over
    return ask(method, path, body, false);
  }
  if (response.status >= 500 || response.status === 429) throw new TypeError("later");
  throw new Refusal(sentence(await response.text()), response.status);
}

async function enter() {
  const body = { init_data: init };
  const response = await fetch(new URL("form-pass", ROOT), options("POST", body));
  if (!response.ok) throw new Refusal(sentence(await response.text()), response.status);
  ({ pass } = await response.json());
}

function options(method, body) {
  const headers = {};
  if (pass) headers["X-Form-Pass"] = pass;
  if (!body || body instanceof FormData) return { method, headers, body, cache: "no-store" };
  headers["Content-Type"] = "application/json";
  return { method, headers, body: JSON.stringify(body), cache: "no-store" };
}

// A proxy in between answers in its own words, which nobody should have to read.
function sentence(text) {
  if (OURS.test(text)) return text;
  try {
    return JSON.parse(text).error || LATER;
  } catch {
    return LATER;
  }
}
