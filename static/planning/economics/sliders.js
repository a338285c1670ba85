/* Pairs each slider with its number: moving one moves the other. The form asks the server itself. */

function paired(form) {
  for (const slider of form.querySelectorAll("[data-for]")) {
    const number = document.getElementById(slider.dataset.for);
    slider.hidden = false;
    slider.addEventListener("input", () => { number.value = slider.value; });
    number.addEventListener("input", () => { slider.value = number.value; });
  }
}

for (const form of document.querySelectorAll("[data-sliders]")) paired(form);
