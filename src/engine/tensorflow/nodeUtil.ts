/** What Node's module `util` had when `@tensorflow/tfjs-node` 4.22.0 was published, and Node 23 has dropped. */
export const NODE_UTIL = {
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isArray: (value: unknown) => Array.isArray(value),
};
