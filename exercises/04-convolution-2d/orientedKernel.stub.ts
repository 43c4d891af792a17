// Exercise l04-oriented-kernel: a kernel for any direction
function orientedKernel(degrees: number): number[][] {
  // TODO: a 3x3 kernel that answers most where the bright side lies `degrees` anticlockwise from the right.
  throw new NotAttempted("replace this line with your kernel");
}
