/** Addresses that only our own workers understand. */
const SCHEME = "kernelbook-wasm:";

/** Keeps the text of each Blob made while it is in force, because Node's workers take no `blob:` address. */
export class BlobTexts {
  private readonly byBlob = new WeakMap<Blob, string>();
  private readonly byAddress = new Map<string, string>();
  /** Text of the last Blob of type text/javascript: the backend's main script, which its workers run too. */
  mainScript = "";

  /** A Blob class that differs from the real one only in that we know the text. */
  recordingBlob(): typeof Blob {
    const keep = (blob: Blob, parts: readonly unknown[]) => {
      const joined = parts.join("");
      this.byBlob.set(blob, joined);
      if (blob.type === "text/javascript") this.mainScript = joined;
    };
    const Base = globalThis.Blob;
    return class RecordingBlob extends Base {
      constructor(
        parts: ConstructorParameters<typeof Base>[0] = [],
        options?: ConstructorParameters<typeof Base>[1],
      ) {
        super(parts, options);
        if (Array.isArray(parts)) keep(this, parts);
      }
    };
  }

  /** An address for a Blob whose text is known, else undefined. */
  addressOf(blob: unknown): string | undefined {
    const text = blob instanceof Blob ? this.byBlob.get(blob) : undefined;
    if (text === undefined) return undefined;
    const address = `${SCHEME}${this.byAddress.size}`;
    this.byAddress.set(address, text);
    return address;
  }

  /** The text at an address that `addressOf` gave. */
  textAt(address: unknown): string | undefined {
    return typeof address === "string" ? this.byAddress.get(address) : undefined;
  }
}
