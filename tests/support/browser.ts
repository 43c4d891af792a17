import {type Browser, chromium} from "playwright-core";
import {findBrowser} from "../../src/frontend/findBrowser.js";
import {installSystemPackages} from "./systemPackages.js";

let found: Promise<string | undefined> | undefined;

async function find(): Promise<string | undefined> {
  const here = findBrowser();
  if (here !== undefined) return here;
  if (await installSystemPackages(["chromium"])) return findBrowser();
  console.log(
    "    No Chromium or Chrome here: tests in a browser are skipped. To run them: sudo apt install chromium",
  );
  return undefined;
}

/** Path of a Chromium, installed first where that is allowed; undefined after the reason for skipping was printed. */
export function testBrowser(): Promise<string | undefined> {
  found ??= find();
  return found;
}

/** A headless browser that calls nobody of its own accord. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}
