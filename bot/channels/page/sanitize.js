// Markup from the server, built anew from an allow-list: the second lock on the same door.

const KEPT = new Set([
  "a", "b", "blockquote", "br", "code", "del", "em", "i", "ins", "pre", "s", "strong", "u",
]);
const DROPPED = new Set([
  "embed", "iframe", "math", "noscript", "object", "script", "style", "svg", "template",
  "textarea", "title",
]);
const BLOCKS = new Set(["blockquote", "pre"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

export function fragmentOf(html) {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment);
  return fragment;
}

export function safeLink(href) {
  try {
    const url = new URL(href, document.baseURI);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function openElsewhere(anchor, href) {
  anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

function copyChildren(source, target) {
  for (const node of source.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) target.append(textOf(node));
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, target);
  }
}

// A block keeps its own distance; the empty lines written around it would double that.
function textOf(node) {
  const isBlock = (sibling) => sibling && BLOCKS.has(sibling.localName);
  let text = node.data;
  if (isBlock(node.previousSibling)) text = text.replace(/^\n+/, "");
  if (isBlock(node.nextSibling)) text = text.replace(/\n+$/, "\n");
  return text;
}

function copyElement(element, target) {
  const name = element.localName;
  if (DROPPED.has(name)) return;
  const copy = copyOf(name, element);
  if (copy) target.append(copy);
  copyChildren(element, copy || target);
}

function copyOf(name, element) {
  if (!KEPT.has(name)) return null;
  if (name !== "a") return document.createElement(name);
  const href = safeLink(element.getAttribute("href") || "");
  return href && openElsewhere(document.createElement("a"), href);
}
