// Exercise l04-find-glyph: find the hidden letter
const picture = {seed: 2};
const {scene, glyph} = hiddenGlyph(picture.seed);
// TODO: row and column of the window where the hidden letter is, read off your own response map.
const glyphPlace = todo<[number, number]>("[y, x] of the letter's top left pixel");
