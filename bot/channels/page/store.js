// The browser's storage; where it is full or forbidden, the page's own memory instead.

const PREFIX = "xuehui.";
const memory = new Map();

export function keep(key, value) {
  const text = JSON.stringify(value);
  memory.set(key, text);
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // Private windows refuse and full ones throw: what is in memory lasts until the page closes.
  }
}

export function forget(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept there.
  }
}

// All values whose key starts so, from this page and from earlier ones.
export function recall(start) {
  const texts = new Map(memory);
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) texts.set(key.slice(PREFIX.length), localStorage.getItem(key));
    }
  } catch {
    // Forbidden: memory is all there is.
  }
  return [...texts].filter(([key]) => key.startsWith(start)).flatMap(([, text]) => parsed(text));
}

function parsed(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
