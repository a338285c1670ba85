/* What a field of the page says: its change, its name for a reader, and how it takes a kept change back. */

export const SAVES = "[data-saves]";
export const TEXTUAL = "textarea, input:not([type=radio], [type=checkbox], [type=file], [type=submit], [type=hidden])";

/* The change that an element sends, or null where it is none of ours: files cannot wait in a browser. */
export function changeOf(element, path, values, supersedes) {
  const pairs = [...values].filter(([name]) => name !== "csrfmiddlewaretoken");
  if (pairs.some(([, value]) => value instanceof File)) return null;
  const target = element.closest("[hx-target]")?.getAttribute("hx-target");
  return {
    path,
    supersedes,
    field: supersedes ? `${path} ${[...new Set(pairs.map(([name]) => name))].join(" ")}` : path,
    pairs,
    body: new URLSearchParams(pairs).toString(),
    page: location.pathname,
    organization: document.body.dataset.organization,
    target: target === "this" ? "" : target ?? "",
    swap: element.closest("[hx-swap]")?.getAttribute("hx-swap").split(" ")[0] ?? "innerHTML",
    label: nameOf(element),
    said: saidBy(element, pairs),
  };
}

/* What a change says, apart from the text that it replaces. */
export function textOf(change) {
  return change.pairs.filter(([name]) => name !== "seen").map(([, value]) => value).join("\n");
}

function nameOf(element) {
  const words = labelOf(element);
  /* A label's own words, without the hint that it may hold. */
  return inOneLine(words?.firstElementChild ? words.firstChild.textContent || words.textContent : words?.textContent);
}

function labelOf(element) {
  const group = element.closest("[role=radiogroup]")?.getAttribute("aria-labelledby");
  if (group) return document.getElementById(group);
  if (element.type === "radio") return element.closest("fieldset")?.querySelector("legend");
  return element.labels?.[0] ?? element.querySelector?.("button[type=submit]");
}

function saidBy(element, pairs) {
  if (element.matches("[type=radio], [type=checkbox]")) return inOneLine(element.labels?.[0]?.textContent);
  if (element.selectedOptions) return inOneLine(element.selectedOptions[0]?.textContent);
  return pairs.map(([, value]) => value).join("\n");
}

function inOneLine(words) {
  return (words ?? "").replace(/\s+/g, " ").trim();
}

/* The fields in which an entry was said, on the page that said it. */
export function fieldsOf(entry) {
  if (entry.page !== location.pathname) return [];
  return entry.pairs.flatMap(([name, value]) =>
    [...document.querySelectorAll(`${SAVES} [name="${CSS.escape(name)}"]`)].filter(
      (field) => !field.matches("[type=radio], [type=checkbox]") || field.value === value,
    ),
  );
}

/* Show what was said but not stored: the server drew the page without it. */
export function restore(entry) {
  const said = new Map(entry.pairs);
  for (const field of fieldsOf(entry)) {
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = true;
    else field.value = said.get(field.name);
    unfold(field);
  }
}

/* Open every fold that a field is in. */
export function unfold(field) {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

/* The line around a field that carries its mark. */
export function lineOf(field) {
  return field.closest(".condition, .level-card") ?? field.closest(".segmented") ?? field.parentElement;
}

/* Two texts have become one: what stood there until then goes. */
export function settled(field) {
  field.parentElement.querySelectorAll("[data-until-stored]").forEach((each) => each.remove());
}
