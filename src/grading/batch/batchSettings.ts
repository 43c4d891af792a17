import type {ReportFormat} from "../report/reportInput.js";
import type {SandboxKind} from "../sandbox/sandbox.js";

/** What a teacher asks of a batch, as it is kept in `run.json` for `--resume`. Paths are absolute. */
export interface BatchSettings {
  /** Folder with the submissions. */
  readonly submissions: string;
  /** `04-convolution-2d`. */
  readonly assignment: string;
  /** Judge processes. */
  readonly jobs: number;
  /** Students to grade; none for all. The reports hold everybody. */
  readonly only: readonly string[];
  /** ISO 8601: grades what was handed in then or later. */
  readonly since?: string;
  readonly formats: readonly ReportFormat[];
  readonly anonymous: boolean;
  /** Folder with further cases. */
  readonly privateCases?: string;
  /** ISO 8601; else what the release says. */
  readonly due?: string;
  /** As for `parseLatePolicy`. */
  readonly late?: string;
  readonly sandbox: SandboxKind | "auto";
  /** Container image, where `sandbox` is `container`. */
  readonly image?: string;
}
