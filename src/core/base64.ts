/** Bytes as base64 text, in Node and in browsers alike. */
export function toBase64(bytes: ArrayLike<number>): string {
  // In pieces: a whole picture as arguments of one call would overflow the stack.
  const pieceBytes = 0x2000;
  let binary = "";
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const piece = Array.prototype.slice.call(bytes, start, start + pieceBytes);
    binary += String.fromCharCode(...piece);
  }
  return btoa(binary);
}
