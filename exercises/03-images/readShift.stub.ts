// Exercise l03-read-shift: read off what three pixels cost
const move = {down: 0, right: 3};
// TODO: the accuracy on the unseen digits where they stand, and after the move.
const shiftReading = todo<number[]>("two accuracies, 0 to 1");
