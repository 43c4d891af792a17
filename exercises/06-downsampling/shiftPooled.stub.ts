// Exercise l06-shift-pooled: which shifts does pooling see?
const bar = {top: 3, left: 3, height: 2, width: 3};
// TODO: the shifts by one pixel that change the pooled map: "up", "down", "left", "right", or some of them.
const seenShifts = todo<("up" | "down" | "left" | "right")[]>("a list of directions");
