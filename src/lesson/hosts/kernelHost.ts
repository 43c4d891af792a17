import type {KernelLink} from "../../core/kernelLink.js";
import type {Host} from "../host.js";
import type {Store} from "../store.js";

/** Our own kernel, through the link it gives to libraries. */
export function kernelHost(link: KernelLink, store: Store): Host {
  const shown = new Set<string>();
  return {
    name: "kernelbook",
    store,
    typeErrors: code => link.typeErrors(code),
    emit(bundle, updateId) {
      if (updateId === undefined) return link.emit(bundle);
      link.emit(bundle, {displayId: updateId, update: shown.has(updateId)});
      shown.add(updateId);
    },
  };
}
