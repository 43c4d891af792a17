// Exercise l03-pixel-distance: how far a pixel knows its neighbours
const probe = {seed: 747, distances: [1, 6, 13]};
// TODO: const photo = clutteredScene("disc", new Random(probe.seed), {background: 1}); then a correlation for each distance.
const pixelCorrelations = todo<number[]>("three correlations");
