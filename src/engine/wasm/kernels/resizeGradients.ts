import {TAP_BYTES} from "../native/resizeGradient.js";
import {addressOf, nativeOf, type Workspace, withWorkspace} from "../nativeBackend.js";
import {kernel} from "./kernel.js";

interface Attributes {
  readonly alignCorners?: boolean;
  readonly halfPixelCenters?: boolean;
}

/** Two pixels that an output pixel was made of, and how much of each. */
type Mix = readonly [first: number, second: number, firstWeight: number, secondWeight: number];
type Mixer = (place: number, last: number, attrs: Attributes) => Mix;

const bilinear: Mixer = (place, last, {halfPixelCenters}) => {
  const position = Math.max(0, halfPixelCenters === true ? place - 0.5 : place);
  const first = Math.min(Math.floor(position), last);
  const share = position - Math.floor(position);
  return [first, Math.min(first + 1, last), 1 - share, share];
};

const nearest: Mixer = (place, last, {alignCorners}) => {
  const pixel = Math.min(alignCorners === true ? Math.round(place) : Math.floor(place), last);
  return [pixel, pixel, 1, 0];
};

/** The table of one axis. */
function tableOf(space: Workspace, mixer: Mixer, inputs: number, outputs: number, attrs: Attributes): number {
  const corners = attrs.alignCorners === true && outputs > 1;
  const scale = corners ? (inputs - 1) / (outputs - 1) : inputs / outputs;
  const buffer = new ArrayBuffer(outputs * TAP_BYTES);
  const places = new Int32Array(buffer);
  const weights = new Float32Array(buffer);
  for (let output = 0; output < outputs; output++) {
    const place = attrs.halfPixelCenters === true ? (output + 0.5) * scale : output * scale;
    const [first, second, firstWeight, secondWeight] = mixer(place, inputs - 1, attrs);
    places.set([first, second], output * 4);
    weights.set([firstWeight, secondWeight], output * 4 + 2);
  }
  return space.integers(places);
}

/** Gradient of resizing; the backend's own takes half-pixel centres for corners. */
function resizeGradConfig(kernelName: string, mixer: Mixer) {
  return kernel<Attributes>(kernelName, ({backend, input, output, attrs}) => {
    const dy = input("dy");
    const {shape} = input("images");
    const [images, height, width, channels] = shape;
    const [, outHeight, outWidth] = dy.shape;
    const out = output(shape);
    withWorkspace(backend, space =>
      nativeOf(backend).programs.run(
        "resizeGradient",
        {
          gradient: addressOf(backend, dy),
          output: addressOf(backend, out),
          height,
          width,
          outHeight,
          outWidth,
          channels,
          rows: tableOf(space, mixer, height, outHeight, attrs),
          columns: tableOf(space, mixer, width, outWidth, attrs),
        },
        images,
      ),
    );
    return out;
  });
}

export const resizeBilinearGradConfig = resizeGradConfig("ResizeBilinearGrad", bilinear);
export const resizeNearestNeighborGradConfig = resizeGradConfig("ResizeNearestNeighborGrad", nearest);
