// A new state of the form comes in, from our own save or from elsewhere (the chat, another
// window). What somebody is typing meanwhile is kept; where it would write over what has changed
// elsewhere, the person decides.

// place → {shown, stamp} of every field that may be typed into.
export function fieldsOf(view) {
  const found = new Map();
  for (const section of view.sections) {
    for (const entry of section.entries) {
      found.set(entry.place, { entry, shape: entry, shown: entry.shown, stamp: null });
      for (const [n, row] of (entry.rows || []).entries()) {
        for (const column of entry.columns) {
          const cell = row.cells[column.name];
          if (!cell) continue;
          const place = `${entry.place}.${n}.${column.name}`;
          found.set(place, { entry: cell, shape: column, shown: cell.shown, stamp: row.stamp });
        }
      }
    }
  }
  return found;
}

// The places typed into that have changed under the typing. `own`: the place of our own save.
export function changedUnder(before, after, places, own, foreign) {
  return places.filter((place) => {
    const [old, now] = [before.get(place), after.get(place)];
    if (!old || !now || place === own) return false;
    if (old.shown !== now.shown) return true;
    if (old.stamp === now.stamp) return false;
    return foreign && !sameRow(place, own);
  });
}

function sameRow(place, own) {
  const row = (text) => text.split(".").slice(0, 2).join(".");
  return Boolean(own) && row(place) === row(own);
}
