import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { FORGOTTEN_AFTER, Outbox } from "../../../static/saving/outbox.js";
import { changeIn, memoryStorage, refusingStorage } from "../fakes.js";

const said = (entries) => entries.map((entry) => entry.pairs[0][1]);
let outbox;

beforeEach((context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 0, 5) });
  globalThis.localStorage = memoryStorage();
  outbox = new Outbox("7");
});

test("changes wait in the order in which they were said, also within one millisecond", () => {
  for (const text of ["one", "two", "three"]) outbox.add(changeIn(`field-${text}`, text));

  assert.deepEqual(said(outbox.waiting()), ["one", "two", "three"]);
});

test("a change takes the place of what was said in its field before", () => {
  outbox.add(changeIn("comment", "first"));
  outbox.add(changeIn("level", "2"));
  outbox.add(changeIn("comment", "second"));

  assert.deepEqual(said(outbox.waiting()), ["2", "second"]);
  assert.equal(outbox.newest("comment").pairs[0][1], "second");
});

test("a send of unknown fate stays, to be sent again before what was said after it", () => {
  const first = outbox.add(changeIn("comment", "first"));
  outbox.amend(first, { tried: true });
  outbox.add(changeIn("comment", "second"));
  outbox.add(changeIn("comment", "third"));

  assert.deepEqual(said(outbox.waiting()), ["first", "third"]);
  assert.equal(outbox.underway("comment").pairs[0][1], "first");
});

test("a change that takes nobody's place stands beside the one before", () => {
  outbox.add(changeIn("add", "a row", { supersedes: false }));
  outbox.add(changeIn("add", "another row", { supersedes: false }));

  assert.deepEqual(said(outbox.waiting()), ["a row", "another row"]);
});

test("a refused change waits no longer, and goes when its field says something new", () => {
  const refused = outbox.add(changeIn("comment", "too late"));
  outbox.amend(refused, { tried: true, refused: "The round is closed." });
  assert.deepEqual(said(outbox.waiting()), []);
  assert.deepEqual(said(outbox.refused()), ["too late"]);

  outbox.add(changeIn("comment", "again"));
  assert.deepEqual(said(outbox.entries()), ["again"]);
});

test("two windows share what waits, and two people in one browser do not", () => {
  outbox.add(changeIn("comment", "mine"));

  assert.deepEqual(said(new Outbox("7").waiting()), ["mine"]);
  assert.deepEqual(said(new Outbox("77").waiting()), []);
});

test("what another window removed does not come back", () => {
  const entry = outbox.add(changeIn("comment", "sent elsewhere"));
  new Outbox("7").remove(entry);
  outbox.amend(entry, { tried: true });

  assert.deepEqual(outbox.entries(), []);
});

test("where the browser keeps nothing, changes live as long as the page", () => {
  globalThis.localStorage = refusingStorage();
  const entry = outbox.add(changeIn("comment", "kept in the page"));
  assert.deepEqual(said(outbox.waiting()), ["kept in the page"]);

  outbox.remove(entry);
  assert.deepEqual(outbox.entries(), []);
});

test("the next page hears once what was stored while it was under way", () => {
  const start = Date.now();
  outbox.finish(outbox.add(changeIn("comment", "stored")), "<p>an answer</p>");
  assert.deepEqual(outbox.entries(), []);

  const [entry] = new Outbox("7").storedSince(start);
  assert.deepEqual([entry.pairs[0][1], entry.text], ["stored", "<p>an answer</p>"]);
  assert.deepEqual(new Outbox("7").storedSince(start), []);
});

test("a page that was asked for later hears nothing of what was stored before", () => {
  outbox.finish(outbox.add(changeIn("comment", "stored")), "");

  assert.deepEqual(outbox.storedSince(Date.now() + 1), []);
});

test("what was stored is forgotten when no page can be under way any more", (context) => {
  outbox.finish(outbox.add(changeIn("comment", "stored")), "");
  context.mock.timers.tick(30_000);

  assert.deepEqual(Object.keys(localStorage), []);
});

test("entries are forgotten after thirty days, whosever they are", (context) => {
  new Outbox("8").add(changeIn("comment", "long ago"));
  context.mock.timers.tick(FORGOTTEN_AFTER + 1);
  outbox.add(changeIn("comment", "today"));
  outbox.forgetOld();

  assert.deepEqual(new Outbox("8").entries(), []);
  assert.deepEqual(said(outbox.entries()), ["today"]);
});

test("each change has a key of its own, of 128 random bits that an address can hold", () => {
  const keys = ["a", "b"].map((field) => outbox.add(changeIn(field, "")).key);

  assert.notEqual(keys[0], keys[1]);
  for (const key of keys) assert.match(key, /^[\w-]{22}$/);
});
