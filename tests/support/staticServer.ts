import fs from "node:fs";
import http from "node:http";
import type {AddressInfo} from "node:net";
import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** A server of one folder's files on this machine alone; `pages` are texts of its own. */
export interface StaticServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The file of a request, or undefined: nothing outside of the folder, and `.js` may be left out as Node's packages do. */
function fileOf(folder: string, pathname: string): string | undefined {
  const file = path.join(folder, decodeURIComponent(pathname));
  if (!file.startsWith(folder + path.sep)) return undefined;
  return [file, `${file}.js`].find(name => fs.statSync(name, {throwIfNoEntry: false})?.isFile());
}

export async function serveFolder(
  folder: string,
  pages: Readonly<Record<string, string>>,
): Promise<StaticServer> {
  const server = http.createServer((request, response) => {
    const {pathname} = new URL(request.url ?? "/", "http://localhost");
    const page = pages[pathname];
    const file = page === undefined ? fileOf(folder, pathname) : undefined;
    if (page === undefined && file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader(
      "content-type",
      TYPES[path.extname(file ?? "page.html")] ?? "application/octet-stream",
    );
    response.end(page ?? fs.readFileSync(file ?? ""));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
