// Exercise l06-stride-or-pool: count what each way costs
const layer = {height: 64, width: 112, channels: 48, filters: 96};
// TODO: multiplications of the strided layer, of the pooled one, how many times as many that is, and comparisons of the pooling.
const cost = todo<{strided: number; pooled: number; times: number; comparisons: number}>("four numbers");
