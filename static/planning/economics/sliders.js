/* Pairs each slider with its number, and keeps what somebody assumes in the address. The forms ask the server themselves. */

import { assumed, ofLevel } from "./assumed.js";

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.dataset.for) {
    document.getElementById(target.dataset.for).value = target.value;
  } else if (target.value) {
    const slider = document.querySelector(`[data-for="${CSS.escape(target.id)}"]`);
    if (slider) slider.value = target.value;
  }
});

document.addEventListener("change", ({ target }) => {
  const numbers = document.getElementById("numbers");
  const field = target.dataset?.for ? document.getElementById(target.dataset.for) : target;
  if (!numbers || field.form !== numbers) return;
  const query = assumed(numbers);
  history.replaceState(history.state, "", `?${query}`);
  for (const link of document.querySelectorAll("[data-level]")) {
    link.search = ofLevel(query, link.dataset.level);
  }
});
