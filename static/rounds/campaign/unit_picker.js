/* Choosing units of a round: a search over the tree, the count, whole branches with one click.
   Without it the buttons ask the server, and the browser's own search finds a unit. */

let choice;
let rows = [];

function branch(row) {
  const start = rows.indexOf(row);
  const depth = Number(row.dataset.depth);
  const end = rows.findIndex((other, at) => at > start && Number(other.dataset.depth) <= depth);
  return rows.slice(start, end < 0 ? rows.length : end);
}

function count() {
  const chosen = choice.querySelectorAll("input[name=units]:checked").length;
  choice.querySelector("[data-chosen]").textContent = `${chosen} / ${rows.length}`;
}

function search(words) {
  const wanted = words.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !row.querySelector("label").textContent.toLowerCase().includes(wanted);
    shown += row.hidden ? 0 : 1;
  }
  choice.querySelector("[data-none]").hidden = shown > 0;
}

/* A branch that is chosen whole is taken out whole. */
function toggle(row) {
  const boxes = branch(row).map((each) => each.querySelector("input"));
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
  boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
}

function listen() {
  choice.querySelector("[data-search]").hidden = false;
  choice.addEventListener("change", count);
  choice.form.addEventListener("groundwork:filled", count);
  choice.addEventListener("input", (event) => event.target.type === "search" && search(event.target.value));
  choice.addEventListener("keydown", (event) => {
    /* Enter in a field sends its form. */
    if (event.key === "Enter" && event.target.type === "search") event.preventDefault();
  });
  choice.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=below]");
    if (!button) return;
    event.preventDefault();
    toggle(button.closest("[data-depth]"));
  });
}

/* Again where the form came back with what is wrong in it. */
function begin() {
  choice = document.querySelector("[data-unit-choice]");
  rows = [...(choice?.querySelectorAll("[data-depth]") ?? [])];
  if (!rows.length) return;
  listen();
  count();
}

document.addEventListener("groundwork:replaced", begin);
begin();
