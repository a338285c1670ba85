import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { Outbox } from "../../../static/saving/outbox.js";
import { csrfToken, Sender } from "../../../static/saving/sender.js";
import { changeIn, memoryStorage, serverWith, unreachable } from "../fakes.js";

let outbox;
let sender;
let told;

/* A sender that meets a server with these answers, and notes in `told` what became of each change. */
function meets(...answers) {
  const server = serverWith(...answers);
  globalThis.fetch = server.fetch;
  return server.requests;
}

function answerWithNewToken() {
  document.cookie = "groundwork_csrf=new";
  return new Response("a page");
}

/* Let everything happen that needs no time. */
function settle() {
  return new Promise((resolve) => setImmediate(resolve));
}

beforeEach((context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 0, 5) });
  globalThis.localStorage = memoryStorage();
  globalThis.document = { cookie: "theme=dark; groundwork_csrf=abc123" };
  globalThis.location = { href: "http://localhost/page/" };
  outbox = new Outbox("7");
  told = [];
  sender = new Sender("7", outbox, (what, entry, answer) => {
    if (what === "refused") outbox.amend(entry, { refused: answer.text });
    told.push(entry ? `${what} ${entry.field}` : what);
  });
});

afterEach(() => clearTimeout(sender.timer));

test("changes are sent one after the other, each with its key, its person and the present token", async () => {
  const requests = meets(204, 204);
  const entries = ["level", "comment"].map((field) => outbox.add(changeIn(field, "2")));
  await sender.wake();

  assert.deepEqual(requests.map((request) => request.path), ["/level/", "/comment/"]);
  assert.deepEqual(requests.map((request) => request.headers["X-Change"]), entries.map((entry) => entry.key));
  assert.deepEqual(requests.map((request) => request.headers["X-Person"]), ["7", "7"]);
  assert.deepEqual(requests.map((request) => request.headers["X-CSRFToken"]), ["abc123", "abc123"]);
  assert.deepEqual(told, ["sending level", "stored level", "sending comment", "stored comment", "idle"]);
  assert.deepEqual(outbox.entries(), []);
});

test("the token is read from its cookie alone, and missing where there is none", () => {
  assert.equal(csrfToken(), "abc123");
  document.cookie = "not_groundwork_csrf=other";
  assert.equal(csrfToken(), "");
});

test("without a connection a change is sent again, with growing pauses and the same key", async (context) => {
  const requests = meets(unreachable, unreachable, unreachable, 204);
  outbox.add(changeIn("comment", "offline"));
  await sender.wake();
  assert.equal(sender.state, "unreached");

  const asked = [];
  for (let second = 1; second <= 14; second += 1) {
    context.mock.timers.tick(1000);
    await settle();
    asked.push(requests.length);
  }
  assert.deepEqual(asked, [1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4]);
  assert.equal(new Set(requests.map((request) => request.headers["X-Change"])).size, 1);
  assert.deepEqual([sender.state, outbox.entries().length], ["idle", 0]);
});

test("pauses grow to half a minute, and are short again once something is stored", async (context) => {
  meets(...Array.from({ length: 8 }, () => unreachable), 204);
  outbox.add(changeIn("comment", "offline"));
  for (let again = 0; again < 8; again += 1) await sender.wake();
  assert.equal(sender.pause, 30_000);

  context.mock.timers.tick(30_000);
  await settle();
  assert.equal(sender.pause, 2000);
});

test("where nobody is signed in everything stays, and the server's sentence is told", async () => {
  const requests = meets([401, "You are signed out."]);
  let sentence;
  sender.told = (what, entry, answer) => {
    if (what === "signed-out") sentence = answer.text;
  };
  outbox.add(changeIn("comment", "first"));
  outbox.add(changeIn("level", "2"));
  await sender.wake();

  assert.equal(sentence, "You are signed out.");
  assert.ok(sender.isFailing);
  assert.deepEqual([requests.length, outbox.waiting().length], [1, 2]);
});

for (const status of [400, 404, 409, 410, 413, 422]) {
  test(`an answer of ${status} refuses one change, and those after it are sent`, async () => {
    meets([status, "Not now."], 204);
    outbox.add(changeIn("comment", "refused"));
    outbox.add(changeIn("level", "2"));
    await sender.wake();

    assert.deepEqual(told, ["sending comment", "refused comment", "sending level", "stored level", "idle"]);
    assert.deepEqual(outbox.refused().map((entry) => entry.refused), ["Not now."]);
  });
}

test("a token that is out of date is fetched once, and the change sent again", async () => {
  const requests = meets([403, "token"], answerWithNewToken, 204);
  outbox.add(changeIn("comment", "said"));
  await sender.wake();

  assert.deepEqual(requests.map((request) => request.path), ["/comment/", "http://localhost/page/", "/comment/"]);
  assert.equal(requests[2].headers["X-CSRFToken"], "new");
  assert.deepEqual(told, ["sending comment", "stored comment", "idle"]);
});

test("a second answer of 403 is a refusal", async () => {
  const requests = meets([403, "token"], 200, [403, "You may not."]);
  outbox.add(changeIn("comment", "said"));
  await sender.wake();

  assert.equal(requests.length, 3);
  assert.deepEqual(outbox.refused().map((entry) => entry.refused), ["You may not."]);
});

test("where the server fails, other fields are sent, and the order within a field is kept", async () => {
  const requests = meets([500, "oops"], 204);
  const first = outbox.add(changeIn("comment", "first"));
  outbox.amend(first, { tried: true });
  outbox.add(changeIn("comment", "second"));
  outbox.add(changeIn("level", "2"));
  await sender.wake();

  assert.deepEqual(requests.map((request) => request.body), ["comment=first", "level=2"]);
  assert.deepEqual(outbox.waiting().map((entry) => entry.pairs[0][1]), ["first", "second"]);
  assert.equal(sender.state, "unreached");
});

test("what is held back while somebody types is sent when the pause is over", async (context) => {
  const requests = meets(204);
  outbox.add(changeIn("comment", "typing", { heldUntil: Date.now() + 700 }));
  await sender.wake();
  context.mock.timers.tick(699);
  await settle();
  assert.equal(requests.length, 0);

  context.mock.timers.tick(1);
  await settle();
  assert.equal(requests.length, 1);
});

test("waking a sender that sends already sends nothing twice, also in a browser without locks", async (context) => {
  context.mock.getter(globalThis, "navigator", () => ({}));
  const requests = meets(204, 204);
  outbox.add(changeIn("comment", "one"));
  outbox.add(changeIn("level", "2"));
  await Promise.all([sender.wake(), sender.wake(), sender.wake()]);

  assert.deepEqual(requests.map((request) => request.body), ["comment=one", "level=2"]);
});

test("two windows send each change once between them", async () => {
  const requests = meets(204, 204);
  const other = new Sender("7", new Outbox("7"));
  outbox.add(changeIn("comment", "one"));
  outbox.add(changeIn("level", "2"));
  await Promise.all([sender.wake(), other.wake()]);

  assert.equal(requests.length, 2);
});

test("flushing sends at once what was held back, and gives up where there is no connection", async (context) => {
  const requests = meets(unreachable);
  outbox.add(changeIn("comment", "typing", { heldUntil: Date.now() + 60_000 }));
  const flushed = sender.flush(2000);
  await settle();
  context.mock.timers.tick(20);
  await flushed;

  assert.equal(requests.length, 1);
  assert.equal(outbox.waiting().length, 1);
});

test("a page that goes hands on the first change of each field, except of the one being sent", () => {
  const requests = meets(() => new Promise(() => {}));
  const underway = outbox.add(changeIn("comment", "being sent"));
  outbox.amend(underway, { tried: true });
  outbox.add(changeIn("comment", "after it"));
  const level = outbox.add(changeIn("level", "2"));
  outbox.amend(level, { tried: true });
  outbox.add(changeIn("level", "3"));
  sender.current = underway;
  sender.farewell();

  assert.deepEqual(requests.map((request) => request.body), ["level=2"]);
  assert.ok(requests[0].keepalive);
});

test("a browser is not asked to send on what is too long for it", async () => {
  const requests = meets(204);
  outbox.add(changeIn("comment", "x".repeat(50_000)));
  await sender.wake();

  assert.equal(requests[0].keepalive, false);
});
