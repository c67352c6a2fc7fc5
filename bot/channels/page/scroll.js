// Where the person is looking: new messages are followed, but nobody is pulled away from reading.

const NEAR = 80; // px from the end that still count as "at the end"

export function createScroll(scroller, newer, onTop) {
  let following = true;
  let lastTop = 0;
  let anchor = null; // top of an answer too tall for the screen, while it is being read
  let distance = 0; // from the end, kept while the keyboard opens or the menu unfolds
  let measured = ""; // the sizes for which the distance was taken

  const end = () => scroller.scrollHeight - scroller.clientHeight;
  const sizes = () => `${scroller.clientHeight} ${scroller.scrollHeight}`;

  function moveTo(top) {
    scroller.scrollTop = Math.max(0, Math.min(end(), top));
    note();
  }

  function note() {
    lastTop = scroller.scrollTop;
    distance = end() - lastTop;
    measured = sizes();
    if (distance >= NEAR) return;
    newer.hidden = true;
    anchor = null;
  }

  scroller.addEventListener("scroll", () => {
    if (sizes() !== measured) return; // nobody scrolled: the sizes changed, and settle() is next
    const wentUp = scroller.scrollTop < lastTop - 2;
    note();
    if (distance < NEAR) following = true;
    else if (wentUp) following = false;
    if (wentUp && lastTop < NEAR) onTop();
  });

  // The keyboard opened, a picture got its height, a state line appeared below the last bubble.
  function settle() {
    const resized = measured.split(" ")[0] !== String(scroller.clientHeight);
    if (distance < NEAR) moveTo(end());
    else if (resized) moveTo(end() - distance);
    else note();
  }

  const observer = new ResizeObserver(settle);
  for (const part of [scroller, ...scroller.children]) observer.observe(part);

  function toEnd() {
    following = true;
    moveTo(end());
  }

  // An answer taller than the screen is shown from its beginning: that is where one reads on,
  // and what comes after it must not push it away.
  function follow(element, announce = true) {
    const place = placeOf(element) - 8;
    if (!following || (anchor !== null && place > anchor + NEAR)) {
      newer.hidden = newer.hidden && !announce;
      return;
    }
    moveTo(place);
    anchor = distance < NEAR ? null : place;
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
