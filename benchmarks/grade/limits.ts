/** Every number of the benchmark that is tuned or promised, with its reason. */

/** Submissions whose time is measured: seconds then stand for minutes of a class. */
export const CLASS_SIZE = 200;
/** Submissions whose memory is compared with that of `CLASS_SIZE`. */
export const LARGE_CLASS = 1000;
/** Two at a time: what two cores can do. */
export const JOBS = 2;
/** Peers take up to a hundred times as long for each, and their time does not depend on how many there are. */
export const PEER_SUBMISSIONS = 30;
/** Promised: seconds for a submission of six questions with two jobs. */
export const SECONDS_AT_MOST = 0.3;
/** Promised: part of nbgrader's time in the same run. */
export const NBGRADER_SHARE = 1 / 6;
/** Promised: peak memory with `LARGE_CLASS` over that with `CLASS_SIZE`. What a heap grows by until it is swept is not growth. */
export const MEMORY_RATIO = 1.15;
/** Reading /proc costs milliseconds: often enough to meet the peak, seldom enough not to be in the figures. */
export const SAMPLE_MS = 250;
