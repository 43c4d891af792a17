import {execFileSync} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** The plain loop in C: prints the milliseconds of each sample, then the sum of the output. */
const C_SOURCE = `
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
static double *wave(int n) { double *a = malloc(n * sizeof *a); for (int i = 0; i < n; i++) a[i] = sin(0.01 * i); return a; }
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }
int main(int argc, char **argv) {
  int v[7]; for (int i = 0; i < 7; i++) v[i] = atoi(argv[i + 1]);
  int H = v[0], W = v[1], C = v[2], F = v[3], K = v[4], repeat = v[5], samples = v[6];
  double *x = wave(H * W * C), *w = wave(K * K * C * F), sum = 0;
  int OH = H - K + 1, OW = W - K + 1;
  double *out = malloc(OH * OW * F * sizeof *out);
  for (int s = 0; s < samples; s++) {
    double start = now();
    for (int r = 0; r < repeat; r++) {
      memset(out, 0, OH * OW * F * sizeof *out);
      for (int y = 0; y < OH; y++) for (int x0 = 0; x0 < OW; x0++) for (int i = 0; i < K; i++) for (int j = 0; j < K; j++)
        for (int c = 0; c < C; c++) for (int k = 0; k < F; k++)
          out[(y * OW + x0) * F + k] += x[((y + i) * W + x0 + j) * C + c] * w[((i * K + j) * C + c) * F + k];
      sum = 0; for (int i = 0; i < OH * OW * F; i++) sum += out[i];
    }
    printf("%.6f\\n", (now() - start) / repeat);
  }
  printf("%.9f\\n", sum);
  return 0;
}
`;

/** The same as one product over windows, as one writes it in numpy. */
const NUMPY_SOURCE = `
import sys, time
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
H, W, C, F, K, repeat, samples = map(int, sys.argv[1:8])
wave = lambda *shape: np.sin(0.01 * np.arange(np.prod(shape))).reshape(shape)
x, w = wave(H, W, C), wave(K, K, C, F)
for _ in range(samples):
    start = time.perf_counter()
    for _ in range(repeat):
        windows = sliding_window_view(x, (K, K), (0, 1))
        total = np.einsum("yxcij,ijck->yxk", windows, w, optimize=True).sum()
    print((time.perf_counter() - start) * 1e3 / repeat)
print(total)
`;

/** What a program outside of Node has measured. */
export interface Measured {
  readonly samples: number[];
  readonly sum: number;
}

/** A program that does the loop of a row; undefined where it cannot run here. */
export type Program = (sizes: readonly number[], repeat: number, samples: number) => Measured;

function program(command: string, before: readonly string[]): Program {
  return (sizes, repeat, samples) => {
    const values = [...sizes, repeat, samples].map(String);
    const lines = execFileSync(command, [...before, ...values], {encoding: "utf8"})
      .trim()
      .split("\n")
      .map(Number);
    return {samples: lines.slice(0, -1), sum: lines.at(-1) ?? Number.NaN};
  };
}

/** Whether a command ends well. */
function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, {stdio: "ignore"});
    return true;
  } catch {
    return false; // not installed, or without what it needs: the row has one figure less
  }
}

/** The C loop, compiled with the machine's compiler into a folder of its own, which the caller removes. */
export function plainC(): {run: Program; remove: () => void} | undefined {
  if (!runs("cc", ["--version"])) return undefined;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-bench-"));
  const [source, binary] = [path.join(folder, "loop.c"), path.join(folder, "loop")];
  fs.writeFileSync(source, C_SOURCE);
  execFileSync("cc", ["-O2", "-o", binary, source, "-lm"]);
  return {run: program(binary, []), remove: () => fs.rmSync(folder, {recursive: true, force: true})};
}

/** numpy on one thread, where the given Python has it. */
export function numpy(python: string): Program | undefined {
  for (const name of ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"]) process.env[name] = "1";
  return runs(python, ["-c", "import numpy"]) ? program(python, ["-c", NUMPY_SOURCE]) : undefined;
}
