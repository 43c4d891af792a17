/** TF_Code of tensorflow/c/tf_status.h: TensorFlow's own word for out of memory. */
const RESOURCE_EXHAUSTED = 8;

/** Something that TensorFlow refused; the process goes on. */
export class TensorflowError extends Error {
  override readonly name = "TensorflowError";
  /** The operation or call, in TensorFlow's words. */
  readonly operation: string;

  constructor(operation: string, code: number, message: string) {
    const hint = code === RESOURCE_EXHAUSTED ? "; take a smaller batch, or dispose tensors" : "";
    super(`tensorflow: ${operation}: ${readable(message)}${hint}`);
    this.operation = operation;
  }
}

/** Without the function that TensorFlow wraps around each operation, and the operation's name, which stands in front. */
function readable(message: string): string {
  return message
    .replace(/\{\{function_node [^}]*\}\}\s*/g, "")
    .replace(/ ?\[Op:\w+\]/g, "")
    .trim();
}
