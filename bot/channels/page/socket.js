// The line to the server: dials, notices when it is dead, dials again with growing patience.
import { address } from "./api.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
const BEAT = 25000;
const ANSWER_WITHIN = 5000;

// prepare() resolves to the id after which messages are wanted; it rejects while offline.
export function openLine({ prepare, onOpen, onFrame, onConnected }) {
  let socket = null;
  let dialling = false;
  let failures = 0;
  let retry = 0;
  let check = 0;

  async function dial() {
    if (socket || dialling) return;
    dialling = true;
    clearTimeout(retry);
    try {
      connect(await prepare());
    } catch (error) {
      lost(error); // offline, or the server is starting: both are cured by waiting
    } finally {
      dialling = false;
    }
  }

  function connect(after) {
    const url = address(`api/socket?after=${after}`);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(url);
    socket.onopen = () => {
      onConnected(true);
      onOpen();
      ping(); // its answer, not the handshake, proves that the line is good
    };
    socket.onmessage = (event) => hear(JSON.parse(event.data));
    socket.onclose = () => lost();
  }

  function hear(frame) {
    failures = 0;
    clearTimeout(check);
    if (frame.type !== "pong") onFrame(frame);
  }

  // A dead socket may take minutes to say so; we stop listening to it at once.
  function lost(reason) {
    clearTimeout(check);
    clearTimeout(retry);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      socket = null;
    }
    onConnected(false, reason);
    retry = setTimeout(dial, wait(failures));
    failures += 1;
  }

  const isOpen = () => Boolean(socket) && socket.readyState === WebSocket.OPEN;

  function send(frame) {
    if (isOpen()) socket.send(JSON.stringify(frame));
    return isOpen();
  }

  function ping() {
    clearTimeout(check);
    if (send({ type: "ping" })) check = setTimeout(() => lost(), ANSWER_WITHIN);
  }

  // A phone that wakes up may hold a socket that died in its sleep.
  function wake() {
    if (isOpen()) ping();
    else dial();
  }

  setInterval(ping, BEAT);
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  dial();
  return { send, wake };
}

// Jitter, or a restarted server meets everybody in the same second.
function wait(failures) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  return longest * (0.5 + Math.random() / 2);
}
