// Coming in by a link: what stands after ?start= is told once, then leaves the address bar.
import { post, Refusal } from "./api.js";
import { newId } from "./dom.js";
import { toast } from "./notices.js";

const ALLOWED = /^[A-Za-z0-9_-]{1,64}$/;

export function createLink() {
  const clientId = newId(); // told again after a lost line, it still counts once
  let payload = new URLSearchParams(location.search).get("start");
  if (payload !== null && !ALLOWED.test(payload)) forget();

  function forget() {
    payload = null;
    const url = new URL(location.href);
    url.searchParams.delete("start");
    history.replaceState(history.state, "", url);
  }

  // A line that breaks here leaves it for the next try; a refusal is said and leaves it too.
  async function follow() {
    if (payload === null) return;
    try {
      await post("api/start", { payload, client_id: clientId });
      forget();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      toast(error.message);
    }
  }

  return { follow, waits: () => payload !== null };
}
