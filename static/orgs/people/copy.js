/* Copies an invitation's link; pages without TLS have no clipboard, so there it is at least selected. */

for (const button of document.querySelectorAll("[data-copy-link]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

function copy(button) {
  const link = document.getElementById(button.dataset.copyLink);
  link.select();
  navigator.clipboard?.writeText(link.value).then(() => say(button));
}

function say(button) {
  button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
}
