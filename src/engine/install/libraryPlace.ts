/** How a library was found, in the order in which they are looked for. */
export type LibrarySource =
  /** A folder named by KERNELBOOK_TORCH or KERNELBOOK_TENSORFLOW. */
  | "variable"
  /** A folder named once by `kernelbook engine install NAME --from PATH`. */
  | "chosen"
  /** The Python environment that is active now. */
  | "environment"
  /** `.engines/` of the project, by `kernelbook engine install NAME`. */
  | "project"
  /** The user's cache, by `kernelbook engine install NAME --shared`. */
  | "shared"
  /** Whatever `python3` on the path finds. */
  | "python";

/** Where a native library lies, or why there is none. Nothing was loaded to find out. */
export type LibraryPlace =
  | {
      readonly ok: true;
      /** The folder that holds the library files themselves. */
      readonly folder: string;
      /** `2.15.0`, without the build's suffix; `unknown` for a named folder of bare files. */
      readonly version: string;
      readonly source: LibrarySource;
      /** Whether the files for NVIDIA's cards lie there, too. */
      readonly cuda: boolean;
    }
  | {
      readonly ok: false;
      /** `missing`: nothing found. `broken`: something is there that can't be used. */
      readonly state: "missing" | "broken";
      /** One sentence without a full stop. */
      readonly reason: string;
      /** What to type or do. */
      readonly remedy: string;
    };
