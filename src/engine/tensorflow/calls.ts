import {ADDRESS, type CLibrary} from "./library.js";

/** The functions of TensorFlow's C interface that are used (tensorflow/c/c_api.h, tensorflow/c/eager/c_api.h). */
export type Calls = ReturnType<typeof bindCalls>;

export function bindCalls(library: CLibrary) {
  const A = ADDRESS;
  const call = (name: string, result: string, ...types: string[]) => library.native(name, result, types);
  return {
    version: library.text("TF_Version", []),
    newStatus: call("TF_NewStatus", A),
    code: call("TF_GetCode", "int", A),
    message: library.text("TF_Message", [A]),

    allocate: call("TF_AllocateTensor", A, "int", A, "int", "size_t"),
    tensorData: call("TF_TensorData", A, A),
    tensorBytes: call("TF_TensorByteSize", "size_t", A),
    tensorCount: call("TF_TensorElementCount", "int64_t", A),
    deleteTensor: call("TF_DeleteTensor", "void", A),

    stringInit: call("TF_StringInit", "void", A),
    stringCopy: call("TF_StringCopy", "void", A, "void *", "size_t"),
    stringData: call("TF_StringGetDataPointer", A, A),
    stringBytes: call("TF_StringGetSize", "size_t", A),
    stringFree: call("TF_StringDealloc", "void", A),

    newOptions: call("TFE_NewContextOptions", A),
    setConfig: call("TFE_ContextOptionsSetConfig", "void", A, "void *", "size_t", A),
    deleteOptions: call("TFE_DeleteContextOptions", "void", A),
    newContext: call("TFE_NewContext", A, A, A),
    listDevices: call("TFE_ContextListDevices", A, A, A),
    deviceCount: call("TF_DeviceListCount", "int", A),
    deviceType: library.text("TF_DeviceListType", [A, "int", A]),
    deleteDevices: call("TF_DeleteDeviceList", "void", A),

    newHandle: call("TFE_NewTensorHandle", A, A, A),
    deleteHandle: call("TFE_DeleteTensorHandle", "void", A),
    resolve: call("TFE_TensorHandleResolve", A, A, A),
    handleType: call("TFE_TensorHandleDataType", "int", A),
    handleRank: call("TFE_TensorHandleNumDims", "int", A, A),
    handleDim: call("TFE_TensorHandleDim", "int64_t", A, "int", A),

    newOp: call("TFE_NewOp", A, A, A, A),
    deleteOp: call("TFE_DeleteOp", "void", A),
    addInput: call("TFE_OpAddInput", "void", A, A, A),
    setType: call("TFE_OpSetAttrType", "void", A, A, "int"),
    setInt: call("TFE_OpSetAttrInt", "void", A, A, "int64_t"),
    setInts: call("TFE_OpSetAttrIntList", "void", A, A, A, "int"),
    setFloat: call("TFE_OpSetAttrFloat", "void", A, A, "float"),
    setFloats: call("TFE_OpSetAttrFloatList", "void", A, A, "void *", "int"),
    setBool: call("TFE_OpSetAttrBool", "void", A, A, "uint8_t"),
    setBools: call("TFE_OpSetAttrBoolList", "void", A, A, "void *", "int"),
    setString: call("TFE_OpSetAttrString", "void", A, A, A, "size_t"),
    setShape: call("TFE_OpSetAttrShape", "void", A, A, A, "int", A),
    execute: call("TFE_Execute", "void", A, A, A, A),
  };
}
