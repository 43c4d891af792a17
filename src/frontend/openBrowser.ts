import {spawn} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";

/** The program that opens an address in the user's browser, or undefined where there is no screen to open it on. */
function opener(): readonly [string, ...string[]] | undefined {
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler"];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ["xdg-open"] : undefined;
}

/**
 * Opens `url` in the user's browser by way of a small page in `folder` that only this user can read: on a command line
 * other users of the machine could read the token.
 *
 * @returns Whether a browser was asked; when false the user has to open the address.
 */
export async function openBrowser(url: string, folder: string): Promise<boolean> {
  const found = opener();
  if (found === undefined) return false;
  const page = path.join(folder, "open.html");
  const target = JSON.stringify(url).replaceAll("<", "\\u003c");
  fs.rmSync(page, {force: true});
  fs.writeFileSync(
    page,
    `<!doctype html><title>kernelbook</title><script>location.replace(${target})</script>\n`,
    {
      mode: 0o600,
    },
  );
  const [program, ...args] = found;
  return await new Promise(resolve => {
    const child = spawn(program, [...args, pathToFileURL(page).href], {stdio: "ignore", detached: true});
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
