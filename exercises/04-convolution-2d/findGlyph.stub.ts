// Exercise l04-find-glyph: find the hidden letter
// TODO: row and column of the window where the hidden letter is, read off your own response map.
const glyphPlace = todo<[number, number]>("[y, x] of the letter's top left pixel");
