import { el } from "./dom.js";

// Where a line must not end. Browsers know Thai words, but not that these belong together.
const MONTH = "(?:ม\\.ค|ก\\.พ|มี\\.ค|เม\\.ย|พ\\.ค|มิ\\.ย|ก\\.ค|ส\\.ค|ก\\.ย|ต\\.ค|พ\\.ย|ธ\\.ค)\\.";
const WHOLE = [
  `\\d{1,2}(?:–\\d{1,2})? ${MONTH}(?: \\d{2,4})?`,
  "ขั้นตอน(?:ที่ \\d+)?",
  "ตัวชี้วัดที่ [\\d.]+",
  "(?:ครบ|เกิน)กำหนด",
  "วันหยุด",
  "\\d[\\d.]* (?:KB|MB|น\\.)",
];
const PARTS = new RegExp(`(${WHOLE.join("|")})`);

export const whole = (words) =>
  words.split(PARTS).map((part, place) => (place % 2 ? el("span", { class: "whole" }, part) : part));
