// The server's plain requests. Addresses are relative, so the page also lives under a prefix.

const LATER = "暂时连不上，请稍后再试。";
const STARTS_CHINESE = /^[\u4e00-\u9fff]/;

// Its message is a sentence for the person.
export class Refusal extends Error {}

export const address = (path) => new URL(path, document.baseURI);

export async function get(path) {
  const response = await fetch(address(path), { cache: "no-store" });
  if (!response.ok) throw refusalFrom(await response.text());
  return response.json();
}

export async function post(path, body) {
  const response = await fetch(address(path), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw refusalFrom(await response.text());
}

// A proxy in between answers in its own words, which nobody should have to read.
function refusalFrom(text) {
  if (STARTS_CHINESE.test(text)) return new Refusal(text);
  try {
    return new Refusal(JSON.parse(text).error || LATER);
  } catch {
    return new Refusal(LATER);
  }
}

// fetch tells progress of downloads only; a big form on a slow phone needs that of uploads.
export function sendFile(file, clientId, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    request.open("POST", address("api/files"));
    request.setRequestHeader("X-Client-Id", clientId);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(refusalFrom(request.responseText));
    };
    request.onerror = () => reject(new Refusal("文件没有发出去，请检查网络后重发。"));
    request.send(form);
  });
}
