/** PyTorch refused or failed an operation; the process goes on. */
export class TorchError extends Error {
  override readonly name = "TorchError";
  /** The native operator. */
  readonly operator: string;

  constructor(operator: string, message: string) {
    super(`${operator}: ${message}`);
    this.operator = operator;
  }
}

/** The first line of what C++ says, without its own marks; running out of memory says what to do. */
export function readableMessage(raw: string): string {
  const bytes = /tried to allocate ([\d.]+ ?\w+)/i.exec(raw)?.[1];
  if (bytes !== undefined) {
    return `a tensor must fit into memory, got ${bytes}; take smaller batches or dispose tensors`;
  }
  const [first = ""] = raw.split("\n");
  return first.replace(/^\[enforce fail at [^\]]*\]\s*/, "").trim();
}
