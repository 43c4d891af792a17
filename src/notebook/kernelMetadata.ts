import {DISPLAY_NAME} from "../kernel/install/kernelSpec.js";
import type {JsonObject} from "./nbformat.js";

export {LANGUAGE_INFO} from "../kernel/protocol/kernelInfo.js";

/**
 * What a notebook says of its kernel. It must equal the installed `kernel.json`, else JupyterLab marks the file as
 * changed on opening. The name is stock tslab's, so that a notebook opens there too.
 */
export const KERNELSPEC: JsonObject = {display_name: DISPLAY_NAME, language: "typescript", name: "tslab"};
