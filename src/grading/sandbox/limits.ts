/** Every number of the sandbox that is tuned, with its reason. */

/**
 * Private memory in MB that `RLIMIT_DATA` allows beside an answer's heap. Node 20 has 49 MB when idle and 76 MB with TensorFlow.js;
 * the rest is room for young objects, code and WebAssembly, so that the heap's own limit comes first and says what happened.
 */
export const NODE_DATA_MB = 320;
/** Processes and threads of a worker's control group: Node has 11. */
export const PROCESSES = 64;
/**
 * Processes and threads of a worker's user. Workers of other runs may share the user, and killed ones may not have left yet; at the
 * limit Node itself does not start.
 */
export const USER_PROCESSES = 128;
/**
 * Memory in MB of a worker's control group beyond what its one Node process may have: page tables, pipes and the small programs that
 * start it, so that the limit of the process comes first and says what happened.
 */
export const GROUP_EXTRA_MB = 32;
/** How long killed processes may take to leave their control group; what stays is removed by a later judge. */
export const GROUP_GONE_SECONDS = 5;
/** Age of a folder in the temporary folder from which it counts as left behind; making a private root takes below 0.1 s. */
export const STALE_SECONDS = 60;
/** Open files: Node has about 20, TensorFlow.js opens some hundred module files one after the other. */
export const FILES = 64;
/** First of the users that run workers where the grader is root, and how many there are: no Linux distribution hands these out. */
export const FIRST_USER = 60_580;
export const USERS = 600;
/** Users of one sandbox, which takes them in turn. */
export const USERS_PER_SANDBOX = 10;
/** How long a sandbox may take to be made and to start its first worker, before it counts as not working. */
export const OPEN_SECONDS = 30;
/** Clock ticks of `/proc/PID/stat` in a second: fixed at 100 in what Linux shows to programs. */
export const TICKS = 100;
