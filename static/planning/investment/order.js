/* Lets the steps of one's own order be dragged; the form's buttons do the same without this. */

function listed(list) {
  return [...list.querySelectorAll("[data-step]")].map((row) => row.dataset.step).join(" ");
}

function below(list, y) {
  return [...list.querySelectorAll("[data-step]:not(.is-dragged)")].find((row) => {
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
}

function sortable(form) {
  const list = form.querySelector("ol");
  let dragged = null;
  for (const row of list.querySelectorAll("[data-step]")) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-step]");
    dragged.classList.add("is-dragged");
  });
  list.addEventListener("dragover", (event) => {
    /* Without it the browser takes the list for no place to drop on. */
    event.preventDefault();
    if (dragged) list.insertBefore(dragged, below(list, event.clientY) ?? null);
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    form.elements.steps.value = listed(list);
    form.submit();
  });
}

for (const form of document.querySelectorAll("[data-sorting]")) sortable(form);
