/** Text replaced in a right answer to make a likely wrong one. */
type Edit = readonly [from: string, to: string];

/** A question of lesson 2 in both languages, asked and checked alike. */
export interface BenchQuestion {
  /** The exercise; its stub and kept solution are the project's own. */
  readonly id: string;
  readonly points: number;
  readonly wrong: readonly Edit[];
  readonly python: PythonQuestion;
}

export interface PythonQuestion {
  /** Name that the answer defines. */
  readonly answer: string;
  readonly stub: string;
  readonly solution: string;
  readonly wrong: readonly Edit[];
  /** Asserts that a student sees. */
  readonly visible: string;
  /** Asserts on random inputs against an oracle, as our hidden cases are. */
  readonly hidden: string;
}

const ORACLES = `
import random

def _dilated(signal, kernel, dilation):
    last = len(signal) - 1 - (len(kernel) - 1) * dilation
    return [sum(signal[x + j * dilation] * w for j, w in enumerate(kernel)) for x in range(last + 1)]

_r = random.Random(7)
`;

/** The six exercises of lesson 2 and the same six in Python. */
export const QUESTIONS: readonly BenchQuestion[] = [
  {
    id: "l02-out-size",
    points: 3,
    wrong: [
      ["/ stride) + 1", "/ stride)"],
      ["Math.floor", "Math.round"],
    ],
    python: {
      answer: "out_size",
      stub: "def out_size(n, k, stride, padding, dilation):\n    raise NotImplementedError()",
      solution: `def out_size(n, k, stride, padding, dilation):
    padded = n + 2 * padding
    reach = (k - 1) * dilation + 1
    if reach > padded:
        return 0
    return (padded - reach) // stride + 1`,
      wrong: [
        ["// stride + 1", "// stride"],
        ["n + 2 * padding", "n + padding"],
      ],
      visible:
        "assert out_size(5, 3, 1, 0, 1) == 3\nassert out_size(7, 3, 2, 1, 2) == 3\nassert out_size(2, 3, 1, 0, 1) == 0",
      hidden: `for _ in range(48):
    n, k, s, p, d = _r.randint(1, 20), _r.randint(1, 5), _r.randint(1, 4), _r.randint(0, 3), _r.randint(1, 3)
    assert out_size(n, k, s, p, d) == len([x for x in range(0, n + 2 * p, s) if x + (k - 1) * d < n + 2 * p])`,
    },
  },
  {
    id: "l02-formula-counts",
    points: 3,
    wrong: [
      ["n <= range.input", "n < range.input"],
      ["Math.round(", "Math.ceil("],
    ],
    python: {
      answer: "formula_counts",
      stub: "formula_counts = None",
      solution: `formula_counts = {"settings": 0, "differ": 0, "rounded": 0}
for n in range(1, 19):
    for k in range(1, min(n, 5) + 1):
        for s in range(1, 7):
            first = (n - k) // s + 1
            formula_counts["settings"] += 1
            formula_counts["differ"] += first != -(-(n - k + 1) // s)
            formula_counts["rounded"] += first != int((n - k) / s + 0.5) + 1`,
      wrong: [
        ["range(1, 19)", "range(1, 18)"],
        ["+ 0.5", "+ 0.9"],
      ],
      visible:
        'assert set(formula_counts) == {"settings", "differ", "rounded"}\nassert formula_counts["settings"] == 480',
      hidden: `_count = {"settings": 0, "differ": 0, "rounded": 0}
for n in range(1, 19):
    for k in range(1, min(n, 5) + 1):
        for s in range(1, 7):
            _count["settings"] += 1
            _count["rounded"] += (n - k) // s != int((n - k) / s + 0.5)
assert formula_counts == _count`,
    },
  },
  {
    id: "l02-pad-same",
    points: 3,
    wrong: [
      ["Math.floor(total / 2)", "Math.ceil(total / 2)"],
      ["Math.ceil(signal", "Math.floor(signal"],
    ],
    python: {
      answer: "pad_same",
      stub: "def pad_same(signal, kernel, stride):\n    raise NotImplementedError()",
      solution: `def pad_same(signal, kernel, stride):
    places = -(-len(signal) // stride)
    total = max(0, (places - 1) * stride + kernel - len(signal))
    before = total // 2
    return [0] * before + list(signal) + [0] * (total - before)`,
      wrong: [
        ["total // 2", "-(-total // 2)"],
        ["-(-len(signal) // stride)", "len(signal) // stride"],
      ],
      visible:
        "assert pad_same([1, 2, 3], 3, 1) == [0, 1, 2, 3, 0]\nassert pad_same([1, 2, 3, 4], 2, 1) == [1, 2, 3, 4, 0]",
      hidden: `for _ in range(48):
    x, k, s = [_r.randint(-5, 5) for _ in range(_r.randint(1, 12))], _r.randint(1, 6), _r.randint(1, 4)
    zeros = max(0, ((len(x) + s - 1) // s - 1) * s + k - len(x))
    assert pad_same(x, k, s) == [0] * (zeros // 2) + x + [0] * (zeros - zeros // 2)`,
    },
  },
  {
    id: "l02-dilated",
    points: 3,
    wrong: [
      ["x <= last", "x < last"],
      ["signal[x + j * dilation]", "signal[x + j]"],
    ],
    python: {
      answer: "dilated",
      stub: "def dilated(signal, kernel, dilation):\n    raise NotImplementedError()",
      solution: `def dilated(signal, kernel, dilation):
    last = len(signal) - 1 - (len(kernel) - 1) * dilation
    result = []
    for x in range(last + 1):
        total = 0
        for j, weight in enumerate(kernel):
            total += signal[x + j * dilation] * weight
        result.append(total)
    return result`,
      wrong: [
        ["range(last + 1)", "range(last)"],
        ["signal[x + j * dilation]", "signal[x + j]"],
      ],
      visible: "assert dilated([1, 2, 3, 4, 5], [1, 10], 2) == [31, 42, 53]",
      hidden: `for _ in range(48):
    x, k, d = [_r.randint(-5, 5) for _ in range(_r.randint(6, 16))], [_r.randint(-3, 3) for _ in range(3)], _r.randint(1, 3)
    assert dilated(x, k, d) == _dilated(x, k, d)`,
    },
  },
  {
    id: "l02-dilated-slopes",
    points: 4,
    wrong: [
      ["dKernel[j] += slopes[x] * signal[at]", "dKernel[j] = slopes[x] * signal[at]"],
      ["x + j * dilation", "x + j"],
    ],
    python: {
      answer: "dilated_slopes",
      stub: "def dilated_slopes(signal, kernel, slopes, dilation):\n    raise NotImplementedError()",
      solution: `def dilated_slopes(signal, kernel, slopes, dilation):
    d_signal = [0] * len(signal)
    d_kernel = [0] * len(kernel)
    for x, slope in enumerate(slopes):
        for j, weight in enumerate(kernel):
            d_signal[x + j * dilation] += slope * weight
            d_kernel[j] += slope * signal[x + j * dilation]
    return d_signal, d_kernel`,
      wrong: [
        ["d_kernel[j] +=", "d_kernel[j] ="],
        ["d_signal[x + j * dilation]", "d_signal[x + j]"],
      ],
      visible: "assert dilated_slopes([1, 2, 3], [1, 10], [1, 2], 1) == ([1, 12, 20], [5, 8])",
      hidden: `for _ in range(24):
    x, k, d = [_r.randint(-5, 5) for _ in range(_r.randint(8, 14))], [_r.randint(-3, 3) for _ in range(3)], _r.randint(1, 3)
    s = [_r.randint(-3, 3) for _ in _dilated(x, k, d)]
    for i in range(len(x)):
        up = _dilated([v + (i == n) for n, v in enumerate(x)], k, d)
        assert dilated_slopes(x, k, s, d)[0][i] == sum(a * (b - c) for a, b, c in zip(s, up, _dilated(x, k, d)))
    for j in range(3):
        up = _dilated(x, [v + (j == n) for n, v in enumerate(k)], d)
        assert dilated_slopes(x, k, s, d)[1][j] == sum(a * (b - c) for a, b, c in zip(s, up, _dilated(x, k, d)))`,
    },
  },
  {
    id: "l02-unused",
    points: 2,
    wrong: [
      ["!touched", "touched"],
      ["touched).length", "touched).length + 1"],
    ],
    python: {
      answer: "unused_guess",
      stub: "unused_guess = None",
      solution: "unused_guess = [1, 0, 2, 3]",
      wrong: [
        ["[1, 0, 2, 3]", "[1, 1, 2, 3]"],
        ["[1, 0, 2, 3]", "[0, 0, 2, 3]"],
      ],
      visible: "assert len(unused_guess) == 4",
      hidden: "assert list(unused_guess) == [1, 0, 2, 3]",
    },
  },
];

/** What stands in front of the Python tests. */
export const PYTHON_ORACLES: string = ORACLES.trim();
