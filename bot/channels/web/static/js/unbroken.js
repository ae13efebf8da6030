// Where a line must not end: within a date, between a number and what it counts.
const MONTH = "(?:ม\\.ค|ก\\.พ|มี\\.ค|เม\\.ย|พ\\.ค|มิ\\.ย|ก\\.ค|ส\\.ค|ก\\.ย|ต\\.ค|พ\\.ย|ธ\\.ค)\\.";
const JOINTS = [
  [new RegExp(`(\\d) (${MONTH})(?: (?=\\d))?`, "g"), "$1\u00a0$2\u00a0"],
  [/(\d) (?=KB|MB|วัน|น\.)/g, "$1\u00a0"],
  [/(ที่|No\.) (?=\d)/g, "$1\u00a0"],
];

export const unbroken = (words) => JOINTS.reduce((held, [joint, glued]) => held.replace(joint, glued), words);
