/** One wheel: its exact file name says version, Python and platform; the checksum is the publisher's. */
export interface Wheel {
  readonly file: string;
  readonly sha256: string;
  /** `torch==2.15.0`, as pip reads it. */
  readonly requirement: string;
}

/** The Python for which the wheels were built. None is needed for computing, so one version serves everybody. */
export const WHEEL_PYTHON = "3.11";

/** PyTorch itself. */
export const TORCH_WHEELS = readWheels(`
48c2d861134c0b5697c7602cb5ffa68f62a2989fdcd1717e593356f67996ca1e torch-2.15.0-cp311-cp311-manylinux_2_28_x86_64.whl
58ce2ebfb3430941353109a85be63ee8e941da22f13daa2c43344eeb51c81e06 torch-2.15.0-cp311-cp311-manylinux_2_28_aarch64.whl
d2c5938f593a47cf6d151a16d130a3cc3f0c105df1b905a571efc00b01e38c1f torch-2.15.0-cp311-cp311-win_amd64.whl
e808b63d616a43b326e1a5677d45a2e5babe7a8ce27edb03ddb48e7dd9b6d663 torch-2.15.0-cp311-cp311-macosx_14_0_arm64.whl
`);

/** The processor's part of PyTorch's Linux build asks for these two libraries of NVIDIA's, with or without a card. */
export const CUDA_BASE_WHEELS = readWheels(`
3498247680dfddce31bad102af7e3e26fc795342a3cac64722bb0fa95e7f60f0 nvidia_cuda_runtime-13.2.86-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl
8fa29f15dd8336181f961764d9d95236fc6b931dd0c8fcf8cd70aab0c310b586 nvidia_cuda_cupti-13.2.86-py3-none-manylinux_2_25_x86_64.whl
37844957894bfdecf90243568d21a2cb251b66106915b71459a23c8e6ef2da69 nvidia_cuda_runtime-13.2.86-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
d9a5c133f73fcb9013f3ada0da6fb54d4117618d81f3f5a0419417ea6ee829d4 nvidia_cuda_cupti-13.2.86-py3-none-manylinux_2_25_aarch64.whl
`);

/** What the part for NVIDIA's cards asks for besides, as the notes in PyTorch's wheel name it. */
export const CUDA_WHEELS = readWheels(`
a5917cb642cfb07f4a0231ee16aec7e2e0357d8cb8b1b78a0c9c68dba3e6afc7 nvidia_cublas-13.4.1.3-py3-none-manylinux_2_27_x86_64.whl
8111c5130e967b78222ea2124145f8efe9ce201b752b2579a2513100a53be1c5 nvidia_cuda_nvrtc-13.2.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl
9c976d539786698c71d6bcdbe2053b7485fae062ff7e1215d2f2ff67b1a2149a nvidia_cudnn_cu13-9.26.0.51-py3-none-manylinux_2_27_x86_64.whl
34da27fadf3979b0b042c43823f0530be8408b86df31ee0108e1ca0b621d4ef6 nvidia_cufft-12.2.0.57-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl
87feaf8c3ad20d3d03a01933181801ff6892bace5c8f0b1e4b48f319d3e62d36 nvidia_cufile-1.17.1.22-py3-none-manylinux_2_27_x86_64.whl
fab5778f6769947389a1a6abc07e635576825a08c0ffc68c3ae7f1392c794b42 nvidia_cusolver-12.2.0.11-py3-none-manylinux_2_27_x86_64.whl
25907c75e4db1581685f06f61cc6cdecc04611765516a52373e0a18ebd69fa00 nvidia_cusparse-12.7.10.12-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl
786ce87568c303fadb5afcc7102d454cd3040d75f6f8626f5db460d1871f4dd0 nvidia_cusparselt_cu13-0.8.1-py3-none-manylinux2014_x86_64.whl
cefa7fdb9710efd0f39c5f1be1d61ff6fc9a996c451265bd7fbdcf9455ed4b50 nvidia_nccl_cu13-2.30.7-py3-none-manylinux_2_18_x86_64.whl
280d7cb9649704145f074b8dbde500de04ce02d0872e066e20a83c17bcaa93eb nvidia_nvjitlink-13.5.37-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl
b9a4f843c62b5dded8ad33fd6d220e007dcd39f06cee549292f5ba14ce4c235c nvidia_nvshmem_cu13-3.7.2-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl
968ce72baee2a01791c7d3254000eac81f24677b0b91c62d21b449a1f309c245 nvidia_nvtx-13.2.86-py3-none-manylinux1_x86_64.manylinux_2_5_x86_64.whl
4eb1472bf92b741e7cf24da7978dde251b58ddec2092d9f6a04f3623eb4e9a15 nvidia_cublas-13.4.1.3-py3-none-manylinux_2_27_aarch64.whl
1e5d7b411a2eb83f5c71c98d58133a763fc9fa86a4241ee320c5c4782d9ad1fd nvidia_cuda_nvrtc-13.2.86-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
8e5b4f5eccff721416f70ecf4353172fc4d5cdd8ca869fe6f983a4a5b0147b20 nvidia_cudnn_cu13-9.26.0.51-py3-none-manylinux_2_27_aarch64.whl
1ed438568ae1088ba2c25789d10205d4104b8b140b7bd942e39a787947a0fb74 nvidia_cufft-12.2.0.57-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
bec33d7f1f12691dce330275246587569c2ed90b1ce43b0f94b3e1ce9268744b nvidia_cufile-1.17.1.22-py3-none-manylinux_2_27_aarch64.whl
8be097fca28de6be0990ab216ee9b804dd51077e1d1d83acf6c9850650bdc64d nvidia_cusolver-12.2.0.11-py3-none-manylinux_2_27_aarch64.whl
597eff2cd83e3ab1d1e3a0dce9c9c879d77cf64ec2659bfdb5af6a5d02e7aaa9 nvidia_cusparse-12.7.10.12-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
4dca476c50bf4780d46cd0bfbd82e2bc10a08e4fef7950917ce8d7578d22a23f nvidia_cusparselt_cu13-0.8.1-py3-none-manylinux2014_aarch64.whl
ca786ffa5a647c75d4d1f5cc72a6c4f537947e2ba8823d7c8aaf768e7a7b9f77 nvidia_nccl_cu13-2.30.7-py3-none-manylinux_2_18_aarch64.whl
893f6f9a55b2720ed94913b5ba3332e972da8c78dfa2863d0244403dbd528ffc nvidia_nvjitlink-13.5.37-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
0e748308b9e0a8a8d81859353f3e6c98fbe85a85f652a915a2ba60149a0bd124 nvidia_nvshmem_cu13-3.7.2-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
1c6ae1be92fba569dd271f7b9b3056f99f5642726dc6c53d1b93ae4110c398fb nvidia_nvtx-13.2.86-py3-none-manylinux2014_aarch64.manylinux_2_17_aarch64.whl
`);

/** TensorFlow; on x64 the build without CUDA. */
export const TENSORFLOW_WHEELS = readWheels(`
2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl
4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl
6fc992a9c8700e18c178b0525f4e7697e58fce88df0dcb95db4dd3c7ad5f4651 tensorflow_cpu-2.21.0-cp311-cp311-win_amd64.whl
51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88 tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl
`);

function readWheels(table: string): readonly Wheel[] {
  return table
    .trim()
    .split("\n")
    .map(line => {
      const [sha256 = "", file = ""] = line.split(" ");
      const [project = "", version = ""] = file.split("-");
      return {file, sha256, requirement: `${project.replaceAll("_", "-")}==${version}`};
    });
}
