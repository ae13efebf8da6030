export const excerptOf = (post) =>
  post.text.map((run) => run.t).join("").replace(/\s+/g, " ").trim() || (post.files[0]?.name ?? "");
