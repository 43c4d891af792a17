// Exercise l05-volume-table: from K, F, S and P to a volume
const table = {W: [24, 52, 58], D: [8, 3, 6], K: [12, 16, 10], F: [7, 2, 3], S: [1, 4, 5], P: [3, 1, 2]};
// TODO: for each layer [side, depth, parameters].
const volumeTable = todo<number[][]>("three rows of three numbers");
