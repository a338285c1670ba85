/* Says what happens to a request that HTMX sends, since a failed one would otherwise pass in silence.
   Inside an element marked data-saves, its .save-state follows the request, and one that did not reach
   the server is sent again with the values of that moment. */

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
const waits = new WeakMap();

function mark(element, state) {
  const place = element.closest("[data-saves]")?.querySelector(".save-state");
  if (!place) return;
  place.dataset.state = state;
  if (state === "saved") stamp(place.querySelector("[data-saved-at]"), new Date());
}

/* The time of the last save, on the reader's own clock. */
function stamp(element, time) {
  if (element) element.textContent = time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function tell(sentence) {
  const trouble = document.getElementById("trouble");
  if (!trouble) return;
  trouble.textContent = sentence ?? trouble.dataset.unreached;
  trouble.hidden = false;
}

function settle(element) {
  waits.delete(element);
  document.getElementById("trouble")?.setAttribute("hidden", "");
}

function retry(event) {
  const { elt, requestConfig } = event.detail;
  if (!elt.closest("[data-saves]") || requestConfig.verb === "get") return;
  const wait = waits.get(elt) ?? FIRST_WAIT;
  waits.set(elt, Math.min(wait * 2, LONGEST_WAIT));
  const kind = requestConfig.triggeringEvent?.type ?? "submit";
  setTimeout(() => elt.isConnected && htmx.trigger(elt, kind), wait);
}

function unreached(event) {
  mark(event.detail.elt, "unsaved");
  tell();
  retry(event);
}

function refused(event) {
  const { elt, xhr } = event.detail;
  if (xhr.status >= 500) return unreached(event);
  mark(elt, "refused");
  tell(xhr.responseText.includes("<") ? undefined : xhr.responseText);
}

document.addEventListener("htmx:beforeRequest", (event) => mark(event.detail.elt, "saving"));
document.addEventListener("htmx:sendError", unreached);
document.addEventListener("htmx:timeout", unreached);
document.addEventListener("htmx:responseError", refused);
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (!event.detail.successful) return;
  mark(event.detail.elt, "saved");
  settle(event.detail.elt);
});
document.addEventListener("DOMContentLoaded", () => {
  const saved = document.querySelector("[data-saved-at][datetime]");
  if (saved) stamp(saved, new Date(saved.dateTime));
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector('.save-state:is([data-state="unsaved"], [data-state="saving"])')) event.preventDefault();
});
