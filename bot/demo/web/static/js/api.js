import { label } from "./labels.js";

const lang = document.documentElement.lang;

export function url(path, query = {}) {
  return `${path}?${new URLSearchParams({ ...query, lang })}`;
}

async function call(address, options) {
  const answer = await fetch(address, options).catch(() => {
    throw new Error(label("unreachable"));
  });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || label("failed"));
  return data;
}

function send(path, body) {
  const headers = { "Content-Type": "application/json" };
  return call(url(path), { method: "POST", headers, body: JSON.stringify(body) });
}

export const fetchState = () => call(url("/api/state"));

export const fetchEarlier = (room, before) =>
  call(url(`/api/rooms/${encodeURIComponent(room)}/posts`, { before }));

export const sayIn = (message) => send("/api/say", message);

export const press = (who, post, action) => send("/api/press", { who, post, action });

export const openInvite = (who, code) => send("/api/open", { who, code });

export const moveClock = (to) => send("/api/clock", { to });

export const startOver = () => send("/api/reset", {});

export function upload(file) {
  const mime = file.type || "application/octet-stream";
  const address = url("/api/upload", { name: file.name, mime });
  return call(address, { method: "POST", headers: { "Content-Type": mime }, body: file });
}
