// The only barrel: what a lesson or a learner's program may import, folder by folder.

export {convolve1d} from "./conv/convolve1d.js";
export {convolve2d, flip2d} from "./conv/convolve2d.js";
export {convSequence, convSequenceBackward, type SequenceOptions} from "./conv/convSequence.js";
export {type ConvOptions, convVolume} from "./conv/convVolume.js";
export {type ConvSlopes, convVolumeBackward} from "./conv/convVolumeBackward.js";
export {correlate1d} from "./conv/correlate1d.js";
export {correlate1dBackward, type SignalSlopes} from "./conv/correlate1dBackward.js";
export {correlate2d} from "./conv/correlate2d.js";
export {correlate2dBackward, type ImageSlopes} from "./conv/correlate2dBackward.js";
export {correlationMatrix} from "./conv/correlationMatrix.js";
export {depthwiseConv, depthwiseConvBackward} from "./conv/depthwiseConv.js";
export {findPeak, normalizedCorrelation, type Peak} from "./conv/findPeak.js";
export {type GradientHistogramOptions, gradientHistogram} from "./conv/gradientHistogram.js";
export {col2im, convByMatrix, im2col} from "./conv/im2col.js";
export {
  type Axis,
  boxKernel,
  embossKernel,
  gaussianKernel,
  laplacianKernel,
  prewittKernel,
  sharpenKernel,
  sobelKernel,
  unsharpKernel,
} from "./conv/kernels.js";
export {locallyConnected, locallyConnectedBackward} from "./conv/locallyConnected.js";
export {maxPool, maxPoolBackward, type Pooled, type PoolSize, type TieOptions} from "./conv/maxPool.js";
export {globalMeanPool, globalMeanPoolBackward, meanPool, meanPoolBackward} from "./conv/meanPool.js";
export {edgeKernel, type GaborOptions, gaborBank, gaborKernel, lineKernel} from "./conv/orientedKernels.js";
export {type AxisPadding, outputSize, type WindowOptions} from "./conv/outputSize.js";
export {pad2d, type SidePadding} from "./conv/pad2d.js";
export {pointwiseConv} from "./conv/pointwiseConv.js";
export {type SeparableSlopes, separableConv, separableConvBackward} from "./conv/separableConv.js";
export {outer, type Separated, separate, transpose} from "./conv/separate.js";
export {type TransposedOptions, transposedConv, transposedConvBackward} from "./conv/transposedConv.js";
export type {DilatedWindowOptions, Window2dOptions} from "./conv/windowGeometry.js";
export {type Difference, expectClose, firstDifference, isClose, type Tolerance} from "./core/expectClose.js";
export {formatNumber} from "./core/formatNumber.js";
export type {Grid} from "./core/grid.js";
export {matmul} from "./core/matmul.js";
export {DISPLAY, type Displayable, isDisplayable, type MimeBundle} from "./core/mime.js";
export {NdArray, type NumberArray, type TensorLike, type TensorMaker} from "./core/ndArray.js";
export {type PresentOptions, present} from "./core/present/present.js";
export {Random} from "./core/random.js";
export {type NestedNumbers, shapeOf, sizeOf} from "./core/shapes.js";
export {clutteredScene, type SceneKnobs, type SceneObject} from "./data/generated/clutteredScene.js";
export {type PlantedCue, plantedCue} from "./data/generated/plantedCue.js";
export {type StrokeDigitOptions, strokeDigit} from "./data/generated/strokeDigit.js";
export {type TextureKind, type TextureOptions, texture} from "./data/generated/texture.js";
export {type XTick, xTickImage, xTickSet} from "./data/generated/xTick.js";
export {hiddenGlyph} from "./data/glyphScene.js";
export {ImageSet, type LabelledImage} from "./data/imageSet.js";
export {loadMnist} from "./data/mnist.js";
export {
  type Device,
  EngineError,
  type EngineMemory,
  type EngineName,
  type EngineOptions,
} from "./engine/engine.js";
export type {EngineInfo, PassedOver} from "./engine/engineInfo.js";
export {type GroupedConvOptions, groupedConv2d} from "./engine/ops/groupedConv2d.js";
export {engineInfo, useEngine} from "./engine/useEngine.js";
export {NotAttempted, todo} from "./exercise/notAttempted.js";
export {check} from "./lesson/check.js";
export {hint} from "./lesson/hint.js";
export {type Prediction, predict} from "./lesson/predict.js";
export {requireRight} from "./lesson/requireRight.js";
export {show} from "./lesson/show.js";
export {showProgress} from "./lesson/showProgress.js";
export {buildLenet, type LenetOptions} from "./models/lenet.js";
export {type ModelStage, modelStages} from "./models/modelStages.js";
export type {ResnetOptions} from "./models/residualNetwork.js";
export {buildResnet8} from "./models/resnet8.js";
export {buildResnet18} from "./models/resnet18.js";
export {type Activation, type ActivationName, relu, sigmoid, tanh} from "./nn/activations.js";
export {type AdamOptions, adam, adamW, type DecayingAdamOptions} from "./nn/adam.js";
export {
  alexnetLayers,
  lenetLayers,
  resnetLayers,
  smallResnetLayers,
  vgg16Layers,
} from "./nn/architectures.js";
export {
  batchNorm,
  batchNormBackward,
  type ChannelStatistics,
  channelStatistics,
  type NormSlopes,
} from "./nn/batchNorm.js";
export {
  type BlockOptions,
  basicBlock,
  bottleneckBlock,
  mlpLayers,
  preActivationBlock,
  vggBlock,
} from "./nn/blocks.js";
export {buildNetwork, type Network, type NetworkOptions} from "./nn/buildNetwork.js";
export {countLayers, type LayerCounts, type TotalCounts, totalCounts} from "./nn/countLayers.js";
export {type DenseSlopes, dense, denseBackward} from "./nn/dense.js";
export {dropoutMask} from "./nn/dropout.js";
export {EarlyStopper} from "./nn/earlyStopping.js";
export {
  type GradientCheck,
  type GradientCheckOptions,
  gradientCheck,
  numericGradient,
} from "./nn/gradientCheck.js";
export {groupNorm, groupNormBackward} from "./nn/groupNorm.js";
export {
  constant,
  type Fan,
  glorotUniform,
  heNormal,
  type Initializer,
  smallNormal,
} from "./nn/initializers.js";
export {lamb, lars} from "./nn/largeBatch.js";
export {clearGradients, gradientNorms, type Layer, type Parameter, parameter} from "./nn/layer.js";
export type {LayerSpec} from "./nn/layerSpec.js";
export {type LinearHead, type LinearHeadOptions, trainLinearHead} from "./nn/linearHead.js";
export {type MeasuredField, measuredField} from "./nn/measuredField.js";
export type {Optimizer} from "./nn/optimizer.js";
export {addPenalty, type PenaltyOptions} from "./nn/penalty.js";
export {type ReceptiveField, receptiveField} from "./nn/receptiveField.js";
export {cosineSchedule, oneCycleSchedule, type Schedule, stepSchedule, withWarmup} from "./nn/schedules.js";
export {rmsProp, sgd} from "./nn/sgd.js";
export {
  bestClasses,
  type CrossEntropy,
  type CrossEntropyOptions,
  softmax,
  softmaxCrossEntropy,
} from "./nn/softmax.js";
export {accuracyOf, stackImages, trainStep} from "./nn/trainStep.js";
export {type AccuracyOptions, accuracyBars} from "./plot/accuracyBars.js";
export {type ActivationOptions, activationCurve} from "./plot/activationCurve.js";
export {chartBundle} from "./plot/chartBundle.js";
export type {ChartSpec} from "./plot/chartSpec.js";
export {type ConfusionExample, type ConfusionOptions, confusionMatrix} from "./plot/confusionMatrix.js";
export {type CountOptions, countBars} from "./plot/countBars.js";
export {type DepthOptions, gradientByDepth} from "./plot/gradientByDepth.js";
export {type HistogramOptions, histogram} from "./plot/histogram.js";
export {type KernelBarOptions, kernelBars} from "./plot/kernelBars.js";
export {type LayerBarOptions, type LayerCost, layerBars} from "./plot/layerBars.js";
export {accuracyCurve, type CurveOptions, lossCurve} from "./plot/learningCurves.js";
export {rateSweep, type SweepOptions} from "./plot/rateSweep.js";
export {type ProfileOptions, responseProfile} from "./plot/responseProfile.js";
export {type RidgeOptions, ridgeHistogram} from "./plot/ridgeHistogram.js";
export {type ScheduleOptions, scheduleCurve} from "./plot/scheduleCurve.js";
export {type SlidingOptions, slidingProduct} from "./plot/slidingProduct.js";
export type {Runs} from "./plot/spread.js";
export {darkChart} from "./plot/theme.js";
export {architectureDiagram, type DiagramOptions, type Stage, stagesOf} from "./view/architectureDiagram.js";
export {type AugmentationOptions, augmentationGrid} from "./view/augmentationGrid.js";
export {type BestPatch, bestPatches, type PatchOptions, patchView} from "./view/bestPatches.js";
export type {GridOptions} from "./view/drawGrid.js";
export {featureMaps} from "./view/featureMaps.js";
export {type FieldFrame, fieldFrames} from "./view/fieldFrames.js";
export {Film} from "./view/film.js";
export {imageGrid} from "./view/imageGrid.js";
export {kernelView} from "./view/kernelView.js";
export {type LayerKernelOptions, layerKernels} from "./view/layerKernels.js";
export {
  type ActivationsOptions,
  type LayerActivation,
  networkActivations,
} from "./view/networkActivations.js";
export {type OverlapOptions, type OverlapSetting, overlapMap} from "./view/overlapMap.js";
export {Picture} from "./view/picture.js";
export type {Pictures} from "./view/pictures.js";
export {type PoolFrame, type PoolOptions, poolFrames} from "./view/poolFrames.js";
export {type PoolScrubberOptions, poolScrubber} from "./view/poolScrubber.js";
export {type FieldOptions, receptiveFieldView} from "./view/receptiveFieldView.js";
export {type ResponseOptions, responseView} from "./view/responseView.js";
export type {Colors, ValueRange} from "./view/scales.js";
export {type TiedMatrixOptions, tiedMatrix} from "./view/tiedMatrix.js";
export {type VolumeFrame, volumeFrames} from "./view/volumeFrames.js";
export {type VolumeScrubberOptions, volumeScrubber} from "./view/volumeScrubber.js";
export {type WindowFrame, windowFrames} from "./view/windowFrames.js";
export {type ScrubberOptions, windowScrubber} from "./view/windowScrubber.js";
