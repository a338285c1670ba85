/* What saves on each page of somebody who is signed in. Listeners run in this order: what is said is kept before
   anybody leaves, and what waits is put back into its fields before a draft is compared with them. */

import "./changes.js";
import "./answers.js";
import "./departure.js";
import "./resume.js";
import "./drafts.js";
import "./draft_sender.js";
