// What was typed and is not on the server yet, by place. It outlives a reload; what belongs to a
// person alone (numbers) is never written to this device.
//
// Each: text, status (typing | waiting | refused | elsewhere), sentence, and what the field showed
// when typing began.

export function createPending(id, changed) {
  const key = `form.${id}`;
  const typed = new Map(Object.entries(load(key)));

  function set(place, text, status, { sentence = "", personal = false, seen = "" } = {}) {
    typed.set(place, { text, status, sentence, personal, seen });
    store();
  }

  function mark(place, status, sentence = "") {
    const found = typed.get(place);
    if (found) set(place, found.text, status, { ...found, sentence });
  }

  function drop(place) {
    if (typed.delete(place)) store();
  }

  // A row was taken out: what was typed below it moves up with its row.
  function shift(group, row) {
    const moved = [...typed].map(([place, each]) => [shifted(place, group, row), each]);
    typed.clear();
    for (const [place, each] of moved) if (place) typed.set(place, each);
    store();
  }

  function store() {
    const kept = [...typed].filter(([, each]) => !each.personal);
    save(key, kept.length ? Object.fromEntries(kept) : null);
    changed();
  }

  return {
    set,
    mark,
    drop,
    shift,
    get: (place) => typed.get(place),
    places: () => [...typed.keys()],
    get onlyHere() { return [...typed.values()].some((each) => each.personal); },
  };
}

function shifted(place, group, row) {
  const bare = place.replace(/^\?/, "");
  const [name, at, inner] = bare.split(".");
  if (name !== group || inner === undefined || Number(at) < row) return place;
  if (Number(at) === row) return null;
  return `${place === bare ? "" : "?"}${name}.${Number(at) - 1}.${inner}`;
}

function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    return {};
  }
}

function save(key, typed) {
  try {
    if (typed) localStorage.setItem(key, JSON.stringify(typed));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden storage: what is typed still stands in its field.
  }
}
