/** Groups in the order in which they are shown. */
export const GROUPS = ["Base", "Front ends", "Kernels", "Engines", "Machine"] as const;

/** One part that is there or not. */
export interface Finding {
  readonly group: (typeof GROUPS)[number];
  readonly name: string;
  /** `warning`: it is there, but something is wrong with it. */
  readonly state: "ok" | "missing" | "warning";
  /** Version or place when it is there, else what was found instead. */
  readonly detail: string;
  /** What it is good for, one phrase. */
  readonly brings: string;
  /** The line to type to get or mend it. */
  readonly get?: string;
}
