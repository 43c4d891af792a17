import {runTool, tail} from "../../src/frontend/runTool.js";

/** Packages of the system are installed only where nobody minds: on a throw-away machine of continuous integration. */
function mayInstall(): boolean {
  return process.getuid?.() === 0 && Boolean(process.env.CI);
}

/**
 * Installs Debian packages when this is root with `CI` set and apt is there.
 *
 * @returns Whether they are installed now; on failure the reason has been printed.
 */
export async function installSystemPackages(names: readonly string[]): Promise<boolean> {
  if (!mayInstall()) return false;
  console.log(`    installing ${names.join(", ")} with apt-get`);
  const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...names],
  ]) {
    const {code, output} = await runTool("apt-get", args, {env});
    if (code !== 0) {
      console.log(tail(output));
      return false;
    }
  }
  return true;
}
