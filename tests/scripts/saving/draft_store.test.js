import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { forgetOldDrafts, nameOfDraft, readDraft, removeDraft, writeDraft } from "../../../static/saving/draft_store.js";
import { FORGOTTEN_AFTER } from "../../../static/saving/outbox.js";
import { memoryStorage, refusingStorage } from "../fakes.js";

const formTo = (action) => ({ getAttribute: () => action });

beforeEach((context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 0, 5) });
  globalThis.localStorage = memoryStorage();
  globalThis.location = { href: "http://localhost/o/northwind/actions/?page=2#top" };
});

test("a form is known by its person and the address that it is sent to", () => {
  assert.equal(nameOfDraft("7", formTo("/o/northwind/reviews/3/")), "groundwork.draft.7./o/northwind/reviews/3/");
  assert.notEqual(nameOfDraft("7", formTo("/a/")), nameOfDraft("8", formTo("/a/")));
});

test("a form without an address is sent to its page's, the query included", () => {
  assert.equal(nameOfDraft("7", formTo(null)), "groundwork.draft.7./o/northwind/actions/?page=2");
});

test("a draft is read as it was written, until it is removed", () => {
  writeDraft("a draft", [["text", "typed"]], [["text", "drawn"]]);
  assert.deepEqual(readDraft("a draft"), { at: Date.now(), pairs: [["text", "typed"]], drawn: [["text", "drawn"]] });

  removeDraft("a draft");
  assert.equal(readDraft("a draft"), null);
});

test("a draft that cannot be read is none", () => {
  localStorage.setItem("a draft", "{");

  assert.equal(readDraft("a draft"), null);
});

test("a browser that keeps nothing does not disturb who types", () => {
  globalThis.localStorage = refusingStorage();
  writeDraft("a draft", [], []);

  assert.equal(readDraft("a draft"), null);
});

test("drafts are forgotten after thirty days, and nothing else", (context) => {
  const names = ["/old/", "/new/"].map((address) => nameOfDraft("7", formTo(address)));
  localStorage.setItem("theme", "dark");
  writeDraft(names[0], [], []);
  context.mock.timers.tick(FORGOTTEN_AFTER + 1);
  writeDraft(names[1], [], []);
  forgetOldDrafts();

  assert.deepEqual(Object.keys(localStorage), ["theme", names[1]]);
});
