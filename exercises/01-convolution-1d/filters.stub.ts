// Exercise l01-filters: an average and a difference
const asked = {window: 6, gap: 4};
// TODO: `average`: the mean of `asked.window` samples. `difference`: signal[x + asked.gap] - signal[x]. Both for correlate1d.
const myFilters = todo<{average: number[]; difference: number[]}>("two kernels");
