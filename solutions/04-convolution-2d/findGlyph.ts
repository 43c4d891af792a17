import {findPeak, normalizedCorrelation} from "../../src/conv/findPeak.js";
import {hiddenGlyph} from "../../src/data/glyphScene.js";

const picture = {seed: 2};
const {scene, glyph} = hiddenGlyph(picture.seed);
const peak = findPeak(normalizedCorrelation(scene, glyph));

/**
 * Plain correlation finds the lamp, correlation with the mean taken off the kernel finds the letter of highest contrast.
 * Normalised correlation also divides by the window's own contrast: only the shape is left.
 */
export const glyphPlace: [number, number] = [peak.y, peak.x];
