// Where a quotation comes from is small print: from 出处： to the next empty line, with its link.
import { make } from "./dom.js";

const SOURCE = /^(出处：.*(?:\n.+)*)/m;

export function shrinkSources(fragment) {
  for (const node of [...fragment.childNodes]) {
    if (node.nodeType === Node.TEXT_NODE) node.replaceWith(...pieces(node.data));
  }
  for (const source of fragment.querySelectorAll(".source")) takeLink(source);
  return fragment;
}

// split() with a group puts what matched at the odd places. The small print is a block with its
// own distance: the empty lines around it would double that.
function pieces(text) {
  const parts = text.split(SOURCE);
  return parts.map((part, place) => {
    if (place % 2) return make("span", "source", part);
    const rest = place > 0 ? part.replace(/^\n+/, "") : part;
    return place < parts.length - 1 ? rest.replace(/\n+$/, "") : rest;
  });
}

function takeLink(source) {
  while (source.nextSibling && source.nextSibling.textContent === "") source.nextSibling.remove();
  const link = source.nextSibling;
  if (!link || link.localName !== "a") return;
  const after = link.nextSibling;
  if (after && after.nodeType === Node.TEXT_NODE) after.data = after.data.replace(/^\n+/, "");
  source.append("\n", link);
}
