/* The vote page: opens the conditions that a picked level asks about, and the keyboard's ways.
   Without it the conditions are opened by hand and a button saves. */

import { isPlain, isTyping } from "../keyboard.js";

const ladder = document.querySelector(".vote");

function openConditions(level) {
  for (const details of ladder.querySelectorAll(".level-conditions")) {
    const asked = Number(details.dataset.level);
    if (asked === level || asked === level + 1) details.open = true;
  }
}

function step(by) {
  const groups = [...ladder.querySelectorAll("details[open] .segmented")];
  if (!groups.length) return;
  const here = groups.findIndex((group) => group.contains(document.activeElement));
  const group = groups[Math.min(Math.max(here + by, 0), groups.length - 1)];
  (group.querySelector(":checked") ?? group.querySelector("input")).focus();
}

/* The bar sticks to the bottom and grows with what it says: what has the focus stays above it. */
const bar = document.querySelector(".vote-bar");

function keepFocusInSight() {
  document.documentElement.style.scrollPaddingBottom = `${bar.offsetHeight + 16}px`;
  const focused = document.activeElement;
  if (focused === document.body || bar.contains(focused)) return;
  const [box, cover] = [focused.getBoundingClientRect(), bar.getBoundingClientRect()];
  if (box.top < cover.bottom && box.bottom > cover.top) focused.scrollIntoView({ block: "nearest" });
}

const growth = new ResizeObserver(keepFocusInSight);
growth.observe(bar);
growth.observe(ladder);
document.addEventListener("focusin", keepFocusInSight);

ladder.addEventListener("change", (event) => {
  if (event.target.name === "anchor") openConditions(Number(event.target.value));
});

document.addEventListener("keydown", (event) => {
  if (!isPlain(event) || isTyping(event.target)) return;
  if (/^[0-4]$/.test(event.key)) document.getElementById(`anchor-${event.key}`)?.click();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "?") document.getElementById("keyboard-help").togglePopover();
  else return;
  event.preventDefault();
});

document.addEventListener("groundwork:stored", () => {
  document.querySelector(".progress-steps [aria-current]")?.parentElement.classList.add("is-done");
});
