// Puts elements into their order and moves none that stands right: a moved element loses its
// focus and its cursor.

export function arrange(parent, wanted) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const element of wanted) {
    if (element === next) next = next.nextElementSibling;
    else parent.insertBefore(element, next);
  }
}

// Components by key, made when first wanted and forgotten when not wanted any more.
export function createPool(make) {
  const made = new Map();
  return {
    take(keys) {
      for (const key of made.keys()) if (!keys.includes(key)) made.delete(key);
      return keys.map((key, n) => {
        if (!made.has(key)) made.set(key, make(key, n));
        return made.get(key);
      });
    },
    get: (key) => made.get(key),
    all: () => [...made.values()],
  };
}
