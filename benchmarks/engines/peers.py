"""The networks of networks.ts in PyTorch (channels_last) and Keras 3 (TensorFlow), with the weights and data of the same formula.

python peers.py torch|torch-compile|keras JOB, where JOB is job.ts's in JSON; speaks as tierProcess.ts does.
PyTorch pads strided convolutions on both sides where TensorFlow pads one, at the same cost: its losses on the ResNets differ.
"""
import json
import os
import resource
import sys
import time

ENGINE, JOB = sys.argv[1], json.loads(sys.argv[2])
THREADS, BATCH, WORK, NETWORK = JOB["threads"], JOB["batch"], JOB["work"], JOB["network"]
BEGUN = time.perf_counter()
os.environ["OMP_NUM_THREADS"] = str(THREADS)
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np  # noqa: E402

SHAPES = {"lenet": (28, 28, 1), "resnet8": (32, 32, 3), "resnet18": (224, 224, 3)}
BLOCKS = {
    "resnet8": [(16, 1), (32, 2), (64, 2)],
    "resnet18": [(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)],
}
PRODUCT = 1024


def states(seed, count):
    """`count` states of s = 1664525 s + 1013904223 mod 2^32 after `seed`: each round doubles what is known."""
    known = np.array([(seed * 1664525 + 1013904223) % 2**32], dtype=np.uint64)
    factor, step = 1664525, 1013904223  # s[i + len(known)] = factor s[i] + step
    while len(known) < count:
        known = np.concatenate([known, (known * np.uint64(factor) + np.uint64(step)) % np.uint64(2**32)])
        factor, step = factor * factor % 2**32, (factor * step + step) % 2**32
    return known[:count].astype(np.float64) / 2**32


def examples():
    """Images [batch, height, width, channels] in -1..1 and their classes: formulaBatch.ts."""
    shape = (BATCH, *SHAPES[NETWORK])
    count = int(np.prod(shape))
    values = states(7, count + BATCH)
    return (values[:count] * 2 - 1).astype(np.float32).reshape(shape), np.floor(values[count:] * 10).astype(np.int64)


class Weights:
    """Weights in the order in which layers are made, convolutions before dense layers: formulaWeights.ts."""

    def __init__(self, total):
        self.values, self.at = states(11, total) * 2 - 1, 0

    def next(self, shape):
        """Of a layer whose last axis is its outputs."""
        count = int(np.prod(shape))
        part = self.values[self.at : self.at + count] * np.sqrt(6 / (count / shape[-1]))
        self.at += count
        return part.astype(np.float32).reshape(shape)


def torch_call():
    import torch
    import torch.nn as nn
    import torch.nn.functional as F

    torch.set_num_threads(THREADS)
    if WORK == "product":
        a, b = torch.rand(PRODUCT, PRODUCT), torch.rand(PRODUCT, PRODUCT)
        return torch.__version__, lambda: (a @ b)[0, 0].item()

    def conv(inputs, filters, size, stride):
        return nn.Sequential(
            nn.Conv2d(inputs, filters, size, stride, size // 2, bias=False),
            nn.BatchNorm2d(filters, eps=1e-3, momentum=0.01),
        )

    class Block(nn.Module):
        def __init__(self, inputs, filters, stride):
            super().__init__()
            self.first, self.second = conv(inputs, filters, 3, stride), conv(filters, filters, 3, 1)
            same = stride == 1 and inputs == filters
            self.shortcut = nn.Identity() if same else conv(inputs, filters, 1, stride)

        def forward(self, x):
            return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(x))

    class ChannelsLastFlatten(nn.Module):
        """Flattens as TensorFlow does, so that the dense layer's weights mean the same."""

        def forward(self, x):
            return x.permute(0, 2, 3, 1).flatten(1)

    if NETWORK == "lenet":
        net = nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
            nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), ChannelsLastFlatten(),
            nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10),
        )
    else:
        large = NETWORK == "resnet18"
        layers = [conv(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)] if large else [conv(3, 16, 3, 1), nn.ReLU()]
        inputs = 64 if large else 16
        for filters, stride in BLOCKS[NETWORK]:
            layers.append(Block(inputs, filters, stride))
            inputs = filters
        net = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, 10))
    weights = Weights(sum(p.numel() for p in net.parameters()))
    with torch.no_grad():
        for kind in (nn.Conv2d, nn.Linear):
            for layer in [module for module in net.modules() if isinstance(module, kind)]:
                if kind is nn.Conv2d:
                    o, i, h, w = layer.weight.shape
                    layer.weight.copy_(torch.from_numpy(weights.next((h, w, i, o))).permute(3, 2, 0, 1))
                else:
                    o, i = layer.weight.shape
                    layer.weight.copy_(torch.from_numpy(weights.next((i, o))).T)
                if layer.bias is not None:
                    layer.bias.zero_()
    net = net.to(memory_format=torch.channels_last)
    images, classes = examples()
    x = torch.from_numpy(images).permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
    y = torch.from_numpy(classes)
    run = torch.compile(net) if ENGINE == "torch-compile" else net
    if WORK == "infer":
        net.eval()

        def infer():
            with torch.inference_mode():
                return run(x).numpy()

        return torch.__version__, infer
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)

    def train():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(run(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return torch.__version__, train


def keras_call():
    import keras
    import tensorflow as tf
    from keras import layers as L

    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    version = f"{keras.__version__} on TensorFlow {tf.__version__}"
    if WORK == "product":
        a, b = tf.random.uniform((PRODUCT, PRODUCT)), tf.random.uniform((PRODUCT, PRODUCT))
        return version, lambda: float(tf.matmul(a, b)[0, 0])

    def conv(x, filters, size, stride):
        return L.BatchNormalization()(L.Conv2D(filters, size, stride, padding="same", use_bias=False)(x))

    def block(x, filters, stride):
        y = conv(L.Activation("relu")(conv(x, filters, 3, stride)), filters, 3, 1)
        same = stride == 1 and x.shape[3] == filters
        return L.Activation("relu")(L.Add()([y, x if same else conv(x, filters, 1, stride)]))

    if NETWORK == "lenet":
        net = keras.Sequential([
            keras.Input(SHAPES[NETWORK]),
            L.Conv2D(6, 5, padding="same", activation="tanh"), L.AveragePooling2D(2),
            L.Conv2D(16, 5, activation="tanh"), L.AveragePooling2D(2), L.Flatten(),
            L.Dense(120, activation="tanh"), L.Dense(84, activation="tanh"), L.Dense(10, activation="softmax"),
        ])  # fmt: skip
    else:
        image = keras.Input(SHAPES[NETWORK])
        large = NETWORK == "resnet18"
        h = L.Activation("relu")(conv(image, 64 if large else 16, 7 if large else 3, 2 if large else 1))
        if large:
            h = L.MaxPooling2D(3, 2, padding="same")(h)
        for filters, stride in BLOCKS[NETWORK]:
            h = block(h, filters, stride)
        net = keras.Model(image, L.Dense(10, activation="softmax")(L.GlobalAveragePooling2D()(h)))
    weights = Weights(net.count_params())

    def serial(layer):
        return int(layer.name.rsplit("_", 1)[1]) if layer.name[-1].isdigit() and "_" in layer.name else 0

    for kind, plain in ((L.Conv2D, "conv2d"), (L.Dense, "dense")):
        made = [layer for layer in net.layers if isinstance(layer, kind)]
        for layer in sorted(made, key=lambda one: 0 if one.name == plain else serial(one)):
            layer.kernel.assign(weights.next(tuple(layer.kernel.shape)))
    images, classes = examples()
    x, y = tf.constant(images), tf.constant(np.eye(10, dtype="float32")[classes])
    if WORK == "infer":
        return version, lambda: net.predict_on_batch(x)
    net.compile(optimizer=keras.optimizers.SGD(0.01), loss="categorical_crossentropy", jit_compile=False)
    # Its loss is the mean over all steps so far, unless that is begun anew.
    def train():
        net.reset_metrics()
        return float(net.train_on_batch(x, y))

    return version, train


def answer(value):
    print("kernelbook-bench-answer " + json.dumps(value), flush=True)


VERSION, CALL = keras_call() if ENGINE == "keras" else torch_call()
answer({"version": VERSION, "startMs": (time.perf_counter() - BEGUN) * 1000})
for line in sys.stdin:
    samples, values = [], []
    for _ in range(int(line)):
        at = time.perf_counter()
        value = CALL()
        samples.append((time.perf_counter() - at) * 1000)
        values.append(value if isinstance(value, float) else 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    answer({"samples": samples, "values": values, "peakBytes": peak})
os._exit(0)
