import assert from "node:assert/strict";
import { test } from "node:test";

import { isPlain } from "../../../static/rounds/keyboard.js";

test("a key means something to the page only where it means nothing to the browser", () => {
  assert.ok(isPlain({ key: "j" }));
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) assert.ok(!isPlain({ key: "j", [modifier]: true }));
});
