// Exercise l03-sort-cards: four tasks in twelve questions
const deal = {cards: ["J", "G", "K", "D", "F", "E", "A", "L", "I", "B", "H", "C"]};
// TODO: one word for each card of the deal.
const cardTasks = todo<string[]>("twelve words");
