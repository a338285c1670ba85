import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { changeOf, textOf } from "../../../static/saving/fields.js";

/* An element with these attributes on itself, as much of one as a change is read from. */
function elementWith(attributes, more = {}) {
  const element = {
    matches: () => false,
    closest: (selector) => (selector.slice(1, -1) in attributes ? element : null),
    getAttribute: (name) => attributes[name] ?? null,
    labels: [{ textContent: "  Your \n comment ", firstElementChild: null }],
    ...more,
  };
  return element;
}

beforeEach(() => {
  globalThis.location = { pathname: "/o/northwind/sessions/1/vote/RUN/" };
  globalThis.document = { body: { dataset: { organization: "5" } } };
});

test("a change knows where it is sent, where its answer goes, and what a reader calls it", () => {
  const element = elementWith({ "hx-target": "#standing", "hx-swap": "outerHTML settle:0" });
  const change = changeOf(element, "/save/", [["csrfmiddlewaretoken", "x"], ["comment", "well"]], true);

  assert.deepEqual(
    [change.path, change.field, change.body, change.target, change.swap, change.label, change.said],
    ["/save/", "/save/ comment", "comment=well", "#standing", "outerHTML", "Your comment", "well"],
  );
  assert.deepEqual([change.page, change.organization], ["/o/northwind/sessions/1/vote/RUN/", "5"]);
});

test("a change that takes nobody's place is known by its address alone", () => {
  assert.equal(changeOf(elementWith({}), "/add/", [["name", "a"]], false).field, "/add/");
});

test("a form with a file is not kept, since files cannot wait in a browser", () => {
  assert.equal(changeOf(elementWith({}), "/add/", [["file", new File([], "a.pdf")]], true), null);
});

test("what a change says leaves out the text that it replaces", () => {
  assert.equal(textOf({ pairs: [["comment", "new"], ["seen", "old"]] }), "new");
});
