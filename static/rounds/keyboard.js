/* When a key that is pressed may mean something to a page of a round. */

export function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

/* Whether no modifier makes it the browser's. */
export function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
