import type {Browser, Locator, Page} from "playwright-core";

/** Longest wait for one thing on the page: test machines are slow and shared. */
const WAIT_MS = 90_000;

/** A notebook in JupyterLab, as somebody at the screen handles it. Cells are counted from 0. */
export class LabPage {
  /** Hosts that anything on the page asked. */
  readonly hosts = new Set<string>();

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(WAIT_MS);
    page.on("request", request => this.hosts.add(new URL(request.url()).host));
  }

  /** Opens the address and waits until the notebook is shown and its kernel is idle. */
  static async open(browser: Browser, url: string): Promise<LabPage> {
    const lab = new LabPage(await browser.newPage({viewport: {width: 1280, height: 900}}));
    await lab.page.goto(url);
    await lab.cell(0).waitFor();
    // The indicator says `idle` also before there is a kernel.
    await lab.page.locator(".jp-KernelName").filter({hasNotText: "No Kernel"}).first().waitFor();
    await lab.untilIdle();
    return lab;
  }

  cell(index: number): Locator {
    return this.page.locator(".jp-Notebook .jp-Cell").nth(index);
  }

  output(index: number): Locator {
    return this.cell(index).locator(".jp-OutputArea-output");
  }

  /** The number in `[3]:`, `*` while the cell runs or waits, empty before. */
  async count(index: number): Promise<string> {
    const prompt = await this.cell(index).locator(".jp-InputPrompt").first().textContent();
    return (prompt ?? "").replace(/[[\]:\s]/g, "");
  }

  async untilIdle(): Promise<void> {
    await this.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor();
  }

  async isDirty(): Promise<boolean> {
    return (await this.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty").count()) > 0;
  }

  async menu(menu: string, command: string): Promise<void> {
    await this.page.getByRole("menuitem", {name: menu, exact: true}).first().click();
    await this.page.locator(".lm-Menu-itemLabel", {hasText: new RegExp(`^${command}$`)}).click();
  }

  /**
   * Run All, until `last` has run and no cell waits any more. The stars alone don't tell: JupyterLab takes them away for a
   * moment from all cells that wait when one before them fails as it is meant to.
   */
  async runAll(last: number): Promise<void> {
    await this.menu("Run", "Run All Cells");
    await this.cell(last).locator(".jp-InputPrompt", {hasText: /\d/}).waitFor({state: "attached"});
    await this.untilNoneWaits();
  }

  /** Until no cell shows `[*]:` any more. */
  async untilNoneWaits(): Promise<void> {
    const waiting = this.page.locator(".jp-CodeCell .jp-InputPrompt", {hasText: "*"});
    for (const end = Date.now() + WAIT_MS; (await waiting.count()) > 0; await this.page.waitForTimeout(50)) {
      if (Date.now() > end) throw new Error("LabPage: every cell must end, some still wait");
    }
  }

  /** Writes the notebook to its file. */
  async save(): Promise<void> {
    await this.press("ControlOrMeta+S");
    const dirty = this.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty");
    await dirty.waitFor({state: "detached"});
  }

  /** Replaces a cell's source by typing it; the cursor is at its end afterwards. */
  async type(index: number, source: string): Promise<void> {
    await this.cell(index).locator(".cm-content").click();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.press("Delete");
    // Whole, so that brackets and quotes are not closed a second time by the editor.
    await this.page.keyboard.insertText(source);
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** The button with the square. */
  async stop(): Promise<void> {
    await this.page
      .locator('[data-jp-item-name="interrupt"] jp-button, [data-jp-item-name="interrupt"] button')
      .first()
      .click();
  }
}
