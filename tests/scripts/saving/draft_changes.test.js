import assert from "node:assert/strict";
import { test } from "node:test";

import { byName, compared } from "../../../static/saving/draft_changes.js";

const drawn = [["seen_version", "3"], ["text", "as drawn"], ["owner", "Tom"]];
const withText = (text, version = "3") => [["seen_version", version], ["text", text], ["owner", "Tom"]];

test("what was typed and is not stored comes back", () => {
  const { back, both, isMoved } = compared(drawn, withText("typed"), drawn);

  assert.deepEqual([back, both, isMoved], [["text"], [], false]);
});

test("nothing comes back where what was typed is stored by now", () => {
  const { back, isMoved } = compared(drawn, withText("typed"), withText("typed", "4"));

  assert.deepEqual([back, isMoved], [[], true]);
});

test("a field that somebody else changed keeps what is stored, where nothing was typed into it", () => {
  const stored = [["seen_version", "4"], ["text", "as drawn"], ["owner", "Uma"]];
  const { back, both, isMoved } = compared(drawn, withText("typed"), stored);

  assert.deepEqual([back, both, isMoved], [["text"], [], true]);
});

test("where both changed a field, the version that was seen comes back as well", () => {
  const { back, both } = compared(drawn, withText("typed"), withText("theirs", "4"));

  assert.deepEqual([back, both], [["text", "seen_version"], ["text"]]);
});

test("a field that was emptied, or a box that was taken out, comes back so", () => {
  const boxes = [["units", "1"], ["units", "2"], ["text", "said"]];
  const { back } = compared(boxes, [["units", "1"], ["text", ""]], boxes);

  assert.deepEqual(back, ["units", "text"]);
});

test("a name that several fields have keeps its values in their order", () => {
  assert.deepEqual([...byName([["day", "2"], ["note", "x"], ["day", "1"]])], [["day", ["2", "1"]], ["note", ["x"]]]);
});
