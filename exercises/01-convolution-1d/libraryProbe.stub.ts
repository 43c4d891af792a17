// Exercise l01-library-probe: which of the two is tf.conv1d?
// TODO: choose a short signal and a kernel that tell the two apart, and run them through tf.conv1d (valid, stride 1).
const myProbe = todo<{
  signal: number[];
  kernel: number[];
  output: number[];
  is: "convolution" | "correlation";
}>("a probe, what tf.conv1d gives for it, and what that says");
