/* The vote page: opens the conditions that a picked level asks about, and the keyboard's ways.
   Without it the conditions are opened by hand and a button saves. */

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

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

ladder.addEventListener("change", (event) => {
  if (event.target.name === "anchor") openConditions(Number(event.target.value));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
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
