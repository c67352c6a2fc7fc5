// Where the person is looking: new messages are followed, but nobody is pulled away from reading.

const NEAR = 80; // px from the end that still count as "at the end"

export function createScroll(scroller, newer, onTop) {
  let following = true;
  let lastTop = 0;
  let distance = 0; // from the end, kept while the keyboard opens or the menu unfolds

  const end = () => scroller.scrollHeight - scroller.clientHeight;

  function moveTo(top) {
    scroller.scrollTop = Math.max(0, Math.min(end(), top));
    note();
  }

  function note() {
    lastTop = scroller.scrollTop;
    distance = end() - lastTop;
    if (distance < NEAR) newer.hidden = true;
  }

  scroller.addEventListener("scroll", () => {
    const wentUp = scroller.scrollTop < lastTop - 2;
    note();
    if (distance < NEAR) following = true;
    else if (wentUp) following = false;
    if (wentUp && lastTop < NEAR) onTop();
  });

  new ResizeObserver(() => moveTo(end() - distance)).observe(scroller);

  // Pictures get their height late.
  scroller.addEventListener("load", () => following && moveTo(end() - distance), true);

  function toEnd() {
    following = true;
    moveTo(end());
  }

  // An answer taller than the screen is shown from its beginning: that is where one reads on.
  function follow(element) {
    if (!following) {
      newer.hidden = false;
      return;
    }
    moveTo(placeOf(element) - 8);
  }

  const placeOf = (element) =>
    element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;

  // Earlier messages grow the log above; what was in view stays in view.
  function keepPlace(change) {
    const before = end() - scroller.scrollTop;
    change();
    moveTo(end() - before);
  }

  newer.addEventListener("click", toEnd);
  return { toEnd, follow, keepPlace };
}
