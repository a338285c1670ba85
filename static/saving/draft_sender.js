/* Sends the forms of drafts.js that are whole pages: where there is no answer a form stays, and is sent again; where
   the server refuses it, the page says why and keeps what was typed. */

import { tell } from "../theme/groundwork.js";
import { draftName, DRAFTS, forgetDraft, keepDraft, takeUpDrafts } from "./drafts.js";
import { announced, person, unsent } from "./page_context.js";
import { csrfToken, PATIENCE } from "./sender.js";

const SEND_AGAIN_AFTER = 5000;
const PATIENCE_WITH_FILES = 300000;
const SAID = "groundwork.messages";

async function sendDraft(form, submitter) {
  if ("sending" in form.dataset) return;
  form.dataset.sending = "";
  const hasFiles = form.enctype === "multipart/form-data";
  const said = new FormData(form, submitter);
  /* The form's own token is of when the page was drawn; the header has the present one. */
  said.delete("csrfmiddlewaretoken");
  const request = {
    method: "POST",
    body: hasFiles ? said : new URLSearchParams(said),
    headers: { "X-CSRFToken": csrfToken(), "X-Person": person },
    signal: AbortSignal.timeout(hasFiles ? PATIENCE_WITH_FILES : PATIENCE),
  };
  try {
    const answer = await fetch(form.action, request);
    takeAnswer(form, answer, await answer.text());
  } catch {
    sendLater(form);
  }
  delete form.dataset.sending;
}

function takeAnswer(form, answer, text) {
  if (answer.status >= 500) return sendLater(form);
  if (new URL(answer.url).pathname === unsent.dataset.login || answer.status === 401) return say(unsent.dataset.signedOut);
  const page = new DOMParser().parseFromString(text, "text/html");
  if (answer.redirected) return goOn(form, answer.url, page);
  const again = [...page.querySelectorAll(DRAFTS)].some((each) => draftName(each) === draftName(form));
  if (again) takeBack(form, page);
  else say(page.querySelector("[data-refusal], .page-title")?.textContent);
}

/* Stored. What the next page would say was said to this answer; it goes along. */
function goOn(form, address, page) {
  forgetDraft(form);
  const messages = [...page.querySelectorAll("#messages .message")].map((each) => [each.dataset.level, each.textContent]);
  if (messages.length) sessionStorage.setItem(SAID, JSON.stringify(messages));
  location.assign(address);
}

function showWhatWasSaid() {
  const messages = JSON.parse(sessionStorage.getItem(SAID) ?? "[]");
  sessionStorage.removeItem(SAID);
  for (const [level, text] of messages) {
    const line = Object.assign(document.createElement("p"), { className: "message", textContent: text });
    line.dataset.level = level;
    document.getElementById("messages")?.append(line);
  }
}

/* Refused, with the form: what is said of it stands in the page that came, what was typed and chosen stays. */
function takeBack(form, page) {
  const files = [...form.querySelectorAll("[type=file]")].filter((field) => field.files.length);
  const main = document.getElementById("main");
  /* Scripts hold on to these two elements, so they move into the page that came. */
  page.getElementById("unsent").replaceWith(unsent);
  page.getElementById("unsent-said").replaceWith(announced);
  main.replaceChildren(...page.getElementById("main").childNodes);
  /* No server fills in a file field: what was chosen moves over. */
  for (const chosen of files) {
    main.querySelector(`[type=file][name="${CSS.escape(chosen.name)}"]`).files = chosen.files;
    main.querySelector("[data-file-lost]")?.remove();
  }
  htmx.process(main);
  takeUpDrafts(main);
  document.dispatchEvent(new CustomEvent("groundwork:replaced"));
  const reason = main.querySelector(".errorlist.nonfield, .is-invalid, [aria-invalid=true]") ?? main;
  if (reason.matches("ul")) reason.tabIndex = -1; /* a list takes the focus only so */
  reason.focus();
}

/* Again in a moment, or as soon as there is a connection. */
function sendLater(form) {
  say(unsent.dataset.later);
  const again = () => {
    clearTimeout(timer);
    window.removeEventListener("online", again);
    if (form.isConnected) form.requestSubmit();
  };
  const timer = setTimeout(again, SEND_AGAIN_AFTER);
  window.addEventListener("online", again);
}

/* Say it where it is seen: the form may be longer than the window. */
function say(sentence) {
  const trouble = document.getElementById("trouble");
  const isNew = trouble.hidden || trouble.textContent !== sentence;
  tell(sentence?.trim());
  if (isNew) trouble.scrollIntoView({ block: "nearest" });
}

/* A button that asks for more of the form stores nothing, so its answer is an ordinary page. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(DRAFTS) || event.defaultPrevented || form.hasAttribute("hx-post")) return;
  if (event.submitter?.formNoValidate) return;
  keepDraft(form);
  event.preventDefault();
  sendDraft(form, event.submitter);
});
for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, (event) => {
    if (event.detail.elt.matches(DRAFTS)) sendLater(event.detail.elt);
  });
}
try {
  showWhatWasSaid();
} catch { /* nothing was kept */ }
