import {ownMetadata, sha256, wordsOf} from "./lessonNotebook.js";
import type {Notebook} from "./nbformat.js";
import {stableJson} from "./stableJson.js";

/**
 * What an execution depends on, as one number: front matter, and each cell's kind, id, words and text (an answer cell's
 * text is its stub). Outputs are stale when it differs from the one kept at the time of the run.
 */
export function executedHash(notebook: Notebook): string {
  return sha256(
    stableJson({
      frontMatter: ownMetadata(notebook.metadata).front_matter,
      cells: notebook.cells.map(({cell_type, id, source, metadata}) => [
        cell_type,
        id,
        source,
        wordsOf(metadata),
      ]),
    }),
  );
}

/** The notebook with the hash of what it was executed from. */
export function withExecutedHash(notebook: Notebook): Notebook {
  return {
    ...notebook,
    metadata: {
      ...notebook.metadata,
      kernelbook: {...ownMetadata(notebook.metadata), executed: executedHash(notebook)},
    },
  };
}

/** The hash that `withExecutedHash` kept, or undefined. */
export function keptHash(notebook: Notebook): string | undefined {
  const kept = ownMetadata(notebook.metadata).executed;
  return typeof kept === "string" ? kept : undefined;
}
