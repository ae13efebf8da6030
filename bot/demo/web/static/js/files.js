import { byId, el, icon } from "./dom.js";
import { label } from "./labels.js";

const extensionOf = (name) => name.match(/\.([A-Za-z0-9]{1,4})$/)?.[1].toUpperCase() ?? "";

function fileMark(name) {
  const extension = extensionOf(name);
  const attributes = { class: "file-mark", "data-kind": extension.slice(0, 3), "aria-hidden": "true" };
  return el("span", attributes, extension || icon("clip"));
}

function card(file) {
  const note = file.url ? file.size : label("file_not_kept", { size: file.size });
  const parts = [
    fileMark(file.name),
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, file.name), el("small", {}, note)),
  ];
  if (!file.url) return el("div", { class: "file", title: file.name }, ...parts);
  const name = label("download_file", { name: file.name, size: file.size });
  return el("a", { class: "file", href: file.url, download: file.name, title: file.name, "aria-label": name },
    ...parts, icon("download"));
}

function thumbnail(file) {
  const image = el("img", { src: file.inline, alt: file.name, loading: "lazy" });
  const name = label("open_picture", { name: file.name });
  return el("button", { type: "button", class: "thumbnail", "aria-label": name, onclick: () => enlarge(file) }, image);
}

export const fileView = (file) => (file.picture && file.inline ? thumbnail(file) : card(file));

function enlarge(file) {
  byId("picture-image").src = file.inline;
  byId("picture-image").alt = file.name;
  byId("picture-name").textContent = file.name;
  byId("picture-download").href = file.url;
  byId("picture-download").download = file.name;
  byId("picture").showModal();
}

export function startFiles() {
  const dialog = byId("picture");
  byId("picture-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
