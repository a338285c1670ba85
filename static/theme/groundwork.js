/* Says what happens to a request that HTMX sends, since a failed one would otherwise pass in silence.
   What is sent inside an element marked data-saves is static/saving's, which keeps it until it is stored. */

/* The time of the last save, on the reader's own clock. */
export function stamp(element, time) {
  if (element) element.textContent = time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/* Say, above the content, what went wrong; without a sentence that there was no good answer. */
export function tell(sentence) {
  const trouble = document.getElementById("trouble");
  if (!trouble) return;
  trouble.textContent = sentence ?? trouble.dataset.unreached;
  trouble.hidden = false;
}

function tellRefusal(event) {
  const { xhr } = event.detail;
  tell(xhr.status >= 500 || xhr.responseText.includes("<") ? undefined : xhr.responseText);
}

/* A page that follows something asks again by itself, and its answers say nothing about saving. */
function follows(event) {
  return event.detail.elt.matches?.("[data-live]");
}

document.addEventListener("htmx:sendError", (event) => follows(event) || tell());
document.addEventListener("htmx:timeout", (event) => follows(event) || tell());
document.addEventListener("htmx:responseError", tellRefusal);
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (event.detail.successful && !follows(event)) document.getElementById("trouble")?.setAttribute("hidden", "");
});
document.addEventListener("DOMContentLoaded", () => {
  const saved = document.querySelector("[data-saved-at][datetime]");
  if (saved) stamp(saved, new Date(saved.dateTime));
});
