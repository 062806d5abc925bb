"use strict";

// The attribute autofocus would do, but later: what is typed at once would be lost.
document.querySelector("#room-name-input").focus();
