"use strict"; // Comfort alone: keys, local times, a button that copies. Without it nothing is lost.
(() => {
  const one = (what) => document.querySelector(what);
  const all = (what) => [...document.querySelectorAll(what)];
  const said = one("#said"), keys = one("#keys"), on = one("#keys-on"), copy = one("#copy");
  const tell = (words) => { said.textContent = words; };
  const remembered = (value) => { // a page opened from a folder may have no storage
    try { return value === undefined ? localStorage.revtrackKeys : (localStorage.revtrackKeys = value); } catch { return value; }
  };
  (onhashchange = () => { // older browsers leave folded what a link leads to
    const to = document.getElementById(location.hash.slice(1));
    for (const fold of all("details")) if (fold.contains(to)) { fold.open = true; to.scrollIntoView(); }
  })();
  for (const time of all("time[datetime]")) time.title = new Date(time.dateTime).toLocaleString();
  for (const link of all(".strip a[href^='#']")) {
    link.onmouseenter = () => one(link.hash)?.classList.add("lit");
    link.onmouseleave = () => one(link.hash)?.classList.remove("lit");
  }
  const cite = () => { // selected at least: a page opened from a folder may not be allowed to copy
    getSelection().selectAllChildren(one(".citation"));
    tell("Citation selected");
    navigator.clipboard?.writeText(one(".citation").innerText).then(() => tell("Citation copied"), () => {});
  };
  if (copy) { copy.hidden = false; copy.addEventListener("click", cite); }

  addEventListener("pointerdown", (event) => { // who selects one side copies that side alone
    document.body.dataset.side = event.target.closest?.(".cell")?.classList[1] ?? "";
  });

  let at = -1;
  const step = (by) => {
    const heads = all(".rows .row h3, .versions > li > h3").filter((head) => head.checkVisibility());
    if (!heads.length) return;
    at = Math.min(Math.max(at + by, 0), heads.length - 1);
    heads[at].tabIndex = -1;
    heads[at].focus({ preventScroll: true });
    heads[at].scrollIntoView({ block: "start" });
    tell(`${at + 1} of ${heads.length}`);
  };
  const flip = (box) => { if (box) box.checked = !box.checked; };
  const unfold = () => {
    const folds = all("main details");
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  };
  const acts = {
    n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    "]": () => one("a[rel=next]")?.click(), "[": () => one("a[rel=prev]")?.click(),
    s: () => { const inline = one("#v-inline"); if (inline) (inline.checked ? one("#v-split") : inline).checked = true; },
    m: () => flip(one("#minor")), u: unfold, y: () => copy && cite(),
    "?": () => { keys.open = !keys.open; if (keys.open) keys.scrollIntoView(); },
  };
  keys.hidden = false;
  on.checked = remembered() !== "off";
  on.addEventListener("change", () => remembered(on.checked ? "on" : "off"));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(on.checked || event.key === "?")) return;
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
})();
