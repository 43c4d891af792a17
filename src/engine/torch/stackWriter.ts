import type {Handle} from "./handles.js";
import type {Argument, Kind} from "./kinds.js";
import {ADDRESS, type Native} from "./library.js";
import type {Shim} from "./shim.js";

/** Writes arguments as the dispatcher's stack wants them. It consumes tensors, lists and texts: it gets its own. */
export class StackWriter {
  readonly #shim: Shim;
  readonly #own: Native;
  readonly #newList: Native;
  readonly #push: Native;
  readonly #newText: Native;
  readonly #newCell: Native;
  readonly #copy: Native;

  constructor(shim: Shim, own: Native) {
    this.#shim = shim;
    this.#own = own;
    this.#newList = shim.function("torch_new_list_reserve_size", "int", ["size_t", ADDRESS]);
    this.#push = shim.function("torch_list_push_back", "int", [ADDRESS, ADDRESS]);
    this.#newText = shim.function("torch_new_string_handle", "int", [ADDRESS, "size_t", ADDRESS]);
    this.#newCell = cellMaker(shim);
    this.#copy = shim.function("memcpy", ADDRESS, [ADDRESS, ADDRESS, "size_t"], shim.libc);
  }

  write(slot: number, {letter, optional}: Kind, value: Argument): void {
    const {scratch, handles} = this.#shim;
    if (optional) {
      if (value === null) scratch.setInteger(slot, 0);
      else this.#cell(slot, {letter, optional: false}, value);
    } else if (letter === "T") this.#own(handles.address(value as Handle), scratch.address(slot));
    else if (letter === "i" || letter === "b") scratch.setInteger(slot, Number(value));
    else if (letter === "d") scratch.setDouble(slot, Number(value));
    else if (letter === "S") {
      const text = String(value);
      this.#newText(this.#shim.text(text), Buffer.byteLength(text), scratch.address(slot));
    } else this.#list(slot, letter, value as readonly (number | boolean | null)[]);
  }

  #list(slot: number, letter: Kind["letter"], values: readonly (number | boolean | null)[]): void {
    const {scratch} = this.#shim;
    this.#newList(values.length, scratch.address(slot));
    const list = scratch.unsigned(slot);
    const element: Kind | undefined =
      letter === "TL"
        ? {letter: "T", optional: false}
        : letter === "OL"
          ? {letter: "T", optional: true}
          : undefined;
    const at = scratch.take(1);
    for (const value of values) {
      if (element === undefined) this.#push(list, Number(value));
      else {
        this.write(at, element, value);
        this.#push(list, scratch.unsigned(at));
      }
    }
  }

  /** An optional value is a cell on C's heap, which the call frees. */
  #cell(slot: number, kind: Kind, value: Argument): void {
    const {scratch} = this.#shim;
    const at = scratch.take(1);
    this.write(at, kind, value);
    this.#newCell(scratch.address(slot));
    this.#copy(scratch.unsigned(slot), scratch.address(at), 8);
  }
}

/** torch_new_stable_ivalue is there from 2.13; before, C++'s operator new, which is malloc, makes the same cell. */
function cellMaker(shim: Shim): Native {
  if (shim.has("torch_new_stable_ivalue")) return shim.function("torch_new_stable_ivalue", "int", [ADDRESS]);
  const malloc = shim.function("malloc", ADDRESS, ["size_t"], shim.libc);
  const copy = shim.function("memcpy", ADDRESS, [ADDRESS, "void *", "size_t"], shim.libc);
  return at => {
    copy(Number(at), new BigUint64Array([BigInt(malloc(8))]), 8);
    return 0;
  };
}
