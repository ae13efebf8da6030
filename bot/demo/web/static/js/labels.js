import { byId } from "./dom.js";

const labels = JSON.parse(byId("labels").textContent);

export function label(key, filling = {}) {
  return labels[key].replace(/\{(\w+)\}/g, (_, name) => filling[name]);
}
