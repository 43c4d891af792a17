const deal = {cards: ["J", "G", "K", "D", "F", "E", "A", "L", "I", "B", "H", "C"]};

const cards: Record<string, string> = {
  category: "AEI",
  instance: "BFJ",
  detection: "CGK",
  segmentation: "DHL",
};

/**
 * What a right reply looks like decides. A folder, a kind or a yes is one label for the whole picture: category. My cat, my
 * bicycle, that tower are particular things: instance. Boxes and places, as many as there are things: detection. Pixels,
 * outlines and areas: segmentation.
 */
export const cardTasks: string[] = deal.cards.map(
  letter => Object.keys(cards).find(task => cards[task].includes(letter)) ?? "",
);
