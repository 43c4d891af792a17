// Exercise l02-out-size: how often does the window fit?
function outSize(input: number, kernel: number, stride: number, padding: number, dilation: number): number {
  // TODO: how long is the dilated window, how long the padded input, and how many steps fit between?
  throw new NotAttempted("replace this line with your formula");
}
