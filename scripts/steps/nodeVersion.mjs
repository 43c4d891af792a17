// The first step of every script. It imports nothing and uses old syntax only, so that an old Node can still say why.

const NEEDED = [20, 19];

/** What to tell somebody whose Node is too old, or undefined when `version` (`20.20.2`) will do. */
export function nodeVersionProblem(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return undefined;
  return (
    "kernelbook needs Node " +
    NEEDED.join(".") +
    " or newer; this is Node " +
    version +
    ".\n  Next: install the current LTS release from https://nodejs.org, open a new terminal and type the same command again."
  );
}

/** Ends the process with a plain message when this Node is too old. */
export function requireNode() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}
