/** Every number of the reading of submission folders that is tuned, with its reason. */

/** Bytes of one file that is taken in: a notebook with pasted pictures stays under 20 MB, an archive of some under 60. */
export const FILE_BYTES = 64 * 1024 * 1024;
/** Notebooks and archives of one submission: more than that is no submission. */
export const FILES = 50;
/** Characters of a student's id in reports. */
export const ID_CHARACTERS = 100;
/** Characters of the readable part of a file name made of an id: with its hash it fits every file system. */
export const KEY_CHARACTERS = 60;
/** Bytes of `timestamp.txt`: a date and the name of a time zone. */
export const TIMESTAMP_BYTES = 200;
/** Bytes that are copied at once. */
export const COPY_BYTES = 1024 * 1024;
