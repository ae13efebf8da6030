export class Disclosure {
  constructor(opener, panel) {
    this.opener = opener;
    this.panel = panel;
    opener.addEventListener("click", () => this.set(!this.isOpen));
    document.addEventListener("pointerdown", (event) => this.leave(event.target));
    panel.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && this.leave(relatedTarget));
    for (const part of [opener, panel]) part.addEventListener("keydown", (event) => this.key(event));
  }

  get isOpen() {
    return this.opener.getAttribute("aria-expanded") === "true";
  }

  set(open) {
    this.opener.setAttribute("aria-expanded", String(open));
    this.panel.classList.toggle("open", open);
  }

  close() {
    const held = this.panel.contains(document.activeElement);
    this.set(false);
    // On a desk the panel is always in sight and its opener is not: focus may stay.
    if (held && this.opener.offsetParent) this.opener.focus();
  }

  leave(target) {
    if (!this.opener.contains(target) && !this.panel.contains(target)) this.set(false);
  }

  key(event) {
    if (event.key !== "Escape" || !this.isOpen) return;
    event.stopPropagation();
    this.close();
  }
}
