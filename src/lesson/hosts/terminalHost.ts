import type {Host} from "../host.js";
import type {Store} from "../store.js";

/** A program in a terminal: prints the text of each bundle. */
export function terminalHost(store: Store): Host {
  return {
    name: "terminal",
    store,
    emit(bundle) {
      console.log(String(bundle["text/plain"] ?? `(${Object.keys(bundle).join(", ")})`));
    },
  };
}
