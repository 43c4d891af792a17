import type module from "node:module";
import type {MimeBundle} from "../../core/mime.js";
import type {Host} from "../host.js";
import {nodeModule} from "../node.js";
import type {Store} from "../store.js";

/** What tslab keeps of the running cell's front end; its public `display` can send one MIME type only. */
type WriteDisplayData = (
  content: {data: MimeBundle; metadata: object; transient: {display_id?: string}},
  update: boolean,
) => void;

/** The running tslab, found through the process's own modules: nothing of tslab is loaded by us. */
export interface RunningTslab {
  readonly version: string;
  /** The hook of the cell that runs now; null between cells. */
  write(): WriteDisplayData | null;
}

/** The stock tslab kernel that this process runs, or undefined. */
export function runningTslab(): RunningTslab | undefined {
  const modules = nodeModule<typeof module>("node:module");
  if (modules === undefined) return undefined;
  const require = modules.createRequire(import.meta.url);
  const file = Object.keys(require.cache).find(name => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(name));
  if (file === undefined) return undefined;
  const jupyter = require.cache[file]?.exports as {lastWriteDisplayData?: WriteDisplayData | null};
  const {version} = modules.createRequire(file)("../package.json") as {version: string};
  return {version, write: () => jupyter.lastWriteDisplayData ?? null};
}

/**
 * Stock tslab.
 *
 * @param notice  Whether the first output says which kernel this is and what is missing.
 */
export function tslabHost(tslab: RunningTslab, store: Store, notice: boolean): Host {
  const shown = new Set<string>();
  let noticed = !notice;
  const send = (data: MimeBundle, updateId: string | undefined): void => {
    const write = tslab.write();
    if (write === null) throw new Error("tslabHost: a cell must be running, got none");
    const update = updateId !== undefined && shown.has(updateId);
    if (updateId !== undefined) shown.add(updateId);
    write({data, metadata: {}, transient: updateId === undefined ? {} : {display_id: updateId}}, update);
  };
  return {
    name: "tslab",
    store,
    emit(bundle, updateId) {
      if (!noticed) {
        noticed = true;
        send({"text/plain": noticeText(tslab.version)}, undefined);
      }
      send(bundle, updateId);
    },
  };
}

function noticeText(version: string): string {
  return (
    `This notebook runs on stock tslab ${version}, not on kernelbook's own kernel: types are not checked strictly, Stop does not ` +
    "always stop, and a cell that prints some hundred lines loses the rest. Lessons, pictures and checks work."
  );
}
