import {backend_util} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {addressOf, type Info, nativeOf, type Workspace, withWorkspace} from "../nativeBackend.js";
import {inputGradient} from "./Conv2DBackpropInput.js";
import {callKernel} from "./callKernel.js";
import {packMatrices, runConvolution, runFilterGradient} from "./convolution.js";
import {kernel} from "./kernel.js";
import type {WindowJob} from "./windowArguments.js";

const FLOAT = 4;
type Triple = [number, number, number] | number;
type Shape5 = [number, number, number, number, number];

interface Attributes {
  readonly strides: Triple;
  readonly pad: "valid" | "same";
  readonly dilations?: Triple;
  readonly dataFormat?: string;
}
type Sizes = ReturnType<typeof backend_util.computeConv3DInfo>;

function sizesOf(
  kernelName: string,
  shape: readonly number[],
  filterShape: readonly number[],
  attrs: Attributes,
): Sizes {
  const {strides, pad, dilations = 1, dataFormat = "NDHWC"} = attrs;
  if (dataFormat !== "NDHWC")
    throw new RangeError(`${kernelName}: on the wasm engine dataFormat must be NDHWC, got ${dataFormat}`);
  return backend_util.computeConv3DInfo(
    [...shape] as Shape5,
    [...filterShape] as Shape5,
    strides,
    dilations,
    pad,
  );
}

/** The convolution of images that is left when each window's depth has become channels. */
function imagesJob(sizes: Sizes): WindowJob {
  return {
    images: sizes.batchSize * sizes.outDepth,
    height: sizes.inHeight,
    width: sizes.inWidth,
    channels: sizes.filterDepth * sizes.inChannels,
    outHeight: sizes.outHeight,
    outWidth: sizes.outWidth,
    filterHeight: sizes.filterHeight,
    filterWidth: sizes.filterWidth,
    strideHeight: sizes.strideHeight,
    strideWidth: sizes.strideWidth,
    dilationHeight: sizes.dilationHeight,
    dilationWidth: sizes.dilationWidth,
    padTop: sizes.padInfo.top,
    padLeft: sizes.padInfo.left,
  };
}

/** Copies between volumes and images; returns the images' address. */
function moveDepth(
  backend: BackendWasm,
  name: "gatherDepth" | "scatterDepth",
  sizes: Sizes,
  at: {readonly volumes: number; readonly images: number},
): void {
  nativeOf(backend).programs.run(
    name,
    {
      ...at,
      depth: sizes.inDepth,
      outDepth: sizes.outDepth,
      pixels: sizes.inHeight * sizes.inWidth,
      channels: sizes.inChannels,
      taps: sizes.filterDepth,
      stride: sizes.strideDepth,
      dilation: sizes.dilationDepth,
      padFront: sizes.padInfo.front,
    },
    sizes.batchSize,
  );
}

function imagesBytes({images, height, width, channels}: WindowJob): number {
  return images * height * width * channels * FLOAT;
}

function gathered(backend: BackendWasm, space: Workspace, x: Info, sizes: Sizes): number {
  const images = space.allocate(imagesBytes(imagesJob(sizes)));
  moveDepth(backend, "gatherDepth", sizes, {volumes: addressOf(backend, x), images});
  return images;
}

/** Runs `use` with the filter's axes in another order, and frees the copy. */
function withPermuted<T>(backend: BackendWasm, filter: Info, perm: number[], use: (filter: Info) => T): T {
  const permuted = callKernel(backend, "Transpose", {x: filter}, {perm});
  try {
    return use(permuted);
  } finally {
    backend.disposeData(permuted.dataId);
  }
}

/** [depth, height, width, channels, filters] -> [height, width, depth, channels, filters], and back. */
const TO_IMAGES = [1, 2, 0, 3, 4];
const TO_VOLUMES = [2, 0, 1, 3, 4];

/** Convolution of [batch, depth, height, width, channels] with [depth, height, width, channels, filters]. */
export const conv3DConfig = kernel<Attributes>("Conv3D", ({backend, input, output, attrs}) => {
  const [x, filter] = [input("x"), input("filter")];
  const sizes = sizesOf("Conv3D", x.shape, filter.shape, attrs);
  const job = imagesJob(sizes);
  const out = output(sizes.outShape);
  const columnBytes = sizes.outChannels * FLOAT;
  const rowBytes = sizes.outWidth * columnBytes;
  withPermuted(backend, filter, TO_IMAGES, permuted =>
    withWorkspace(backend, space => {
      const panels = packMatrices(backend, space, [
        {
          address: addressOf(backend, permuted),
          rows: job.filterHeight * job.filterWidth * job.channels,
          columns: sizes.outChannels,
          rowBytes: columnBytes,
          columnBytes: FLOAT,
        },
      ]);
      runConvolution(backend, space, gathered(backend, space, x, sizes), job, panels, {
        address: addressOf(backend, out),
        imageBytes: sizes.outHeight * rowBytes,
        rowBytes,
        columnBytes,
      });
    }),
  );
  return out;
});

/** Its gradient with respect to the volumes. (The backend's own gives other numbers than the cpu backend.) */
export const conv3DBackpropInputV2Config = kernel<Attributes & {readonly inputShape: number[]}>(
  "Conv3DBackpropInputV2",
  ({backend, input, output, attrs}) => {
    const [dy, filter] = [input("dy"), input("filter")];
    const sizes = sizesOf("Conv3DBackpropInputV2", attrs.inputShape, filter.shape, attrs);
    const job = imagesJob(sizes);
    const out = output(attrs.inputShape);
    withPermuted(backend, filter, TO_IMAGES, permuted =>
      withWorkspace(backend, space => {
        const images = space.allocate(imagesBytes(job));
        const at = {dy: addressOf(backend, dy), filter: addressOf(backend, permuted)};
        inputGradient(backend, job, at.dy, sizes.outChannels, at.filter, images);
        backend.typedArrayFromHeap(out).fill(0);
        moveDepth(backend, "scatterDepth", sizes, {volumes: addressOf(backend, out), images});
      }),
    );
    return out;
  },
);

/** Its gradient with respect to the filter. */
export const conv3DBackpropFilterV2Config = kernel<Attributes & {readonly filterShape: number[]}>(
  "Conv3DBackpropFilterV2",
  ({backend, input, attrs}) => {
    const [x, dy] = [input("x"), input("dy")];
    const {filterShape} = attrs;
    const sizes = sizesOf("Conv3DBackpropFilterV2", x.shape, filterShape, attrs);
    const [depth, height, width, channels, filters] = filterShape;
    const permuted = backend.makeOutput([height, width, depth, channels, filters], "float32") as Info;
    try {
      withWorkspace(backend, space =>
        runFilterGradient(
          backend,
          space,
          gathered(backend, space, x, sizes),
          imagesJob(sizes),
          {address: addressOf(backend, dy), columns: sizes.outChannels},
          addressOf(backend, permuted),
        ),
      );
      return callKernel(backend, "Transpose", {x: permuted}, {perm: TO_VOLUMES});
    } finally {
      backend.disposeData(permuted.dataId);
    }
  },
);
