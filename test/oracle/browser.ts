/** The real Chromium without a window, by its DevTools protocol over two pipes: JSON with a NUL behind each message. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { killGroup } from '../support/process-group.ts';

const message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Result = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly resolve: (result: Result) => void;
  readonly reject: (problem: Error) => void;
}

export interface BrowserEvent {
  readonly method: string;
  readonly params: Result;
}

export class Browser {
  readonly events: BrowserEvent[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, Waiting>();
  readonly #input: Writable;
  #session: string | undefined;
  #last = 0;
  #rest = '';

  private constructor() {
    this.#profile = mkdtempSync(path.join(tmpdir(), 'browser-'));
    const words = [
      '--headless=new',
      '--no-sandbox',
      '--remote-debugging-pipe',
      '--disable-gpu',
      '--disable-dev-shm-usage',
    ];
    const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--lang=en'];
    this.#process = spawn('chromium', [...words, ...quiet, `--user-data-dir=${this.#profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own: close() waits for all of it.
      detached: true,
    });
    const [, , , input, output] = this.#process.stdio;
    if (!(input instanceof Writable) || !(output instanceof Readable)) throw new Error('no pipes');
    this.#input = input;
    output.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    const fail = () => this.#fail(new Error('install chromium; it could not be started, or ended'));
    this.#process.on('error', fail).on('exit', fail);
    input.on('error', fail);
  }

  /** With one page, which is attached to. */
  static async start(): Promise<Browser> {
    const browser = new Browser();
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = z.string().parse(sessionId);
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.send(`${domain}.enable`);
    return browser;
  }

  send(method: string, params: Result = {}): Promise<Result> {
    const id = ++this.#last;
    const session = this.#session === undefined ? {} : { sessionId: this.#session };
    this.#input.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** The value of an expression in the page; of a promise, what it becomes. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
    return z.object({ value: z.unknown().optional() }).parse(answer.result).value;
  }

  async open(url: string): Promise<void> {
    this.events.length = 0;
    await this.send('Page.navigate', { url });
    while (
      (await this.evaluate('document.readyState')) !== 'complete' ||
      (await this.evaluate('location.href')) !== url
    ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async type(text: string): Promise<void> {
    for (const key of text) await this.press(key, key);
  }

  /** `text` is what the key writes; nothing for Enter's like. */
  async press(key: string, text?: string): Promise<void> {
    const code = { Enter: 13, Escape: 27, Tab: 9 }[key] ?? key.toUpperCase().charCodeAt(0);
    const common = { key, windowsVirtualKeyCode: code };
    const written = key === 'Enter' ? '\r' : text;
    await this.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      ...common,
      ...(written !== undefined && { text: written }),
    });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  }

  async click(selector: string): Promise<void> {
    const place = z.object({ x: z.number(), y: z.number() }).parse(
      await this.evaluate(`(() => {
        const element = document.querySelector(${JSON.stringify(selector)});
        element.scrollIntoView({ block: 'center' });
        const box = element.getBoundingClientRect();
        return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 };
      })()`),
    );
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 });
    }
  }

  async size(width: number, height: number): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }

  async scheme(value: 'light' | 'dark'): Promise<void> {
    await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }

  /** A PNG of what is to be seen, or of all of the page. */
  async screenshot(all: boolean): Promise<Buffer> {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: all });
    return Buffer.from(z.string().parse(data), 'base64');
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('close', resolve));
    // Its other processes write into the profile still when the first has ended.
    if (this.#process.pid !== undefined) {
      await killGroup(this.#process.pid);
      await ended;
    }
    rmSync(this.#profile, { recursive: true, force: true });
  }

  #read(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#take(message.parse(JSON.parse(part)));
  }

  #take({ id, method, params = {}, result = {}, error }: z.infer<typeof message>): void {
    if (method !== undefined) this.events.push({ method, params });
    if (id === undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }

  #fail(problem: Error): void {
    for (const { reject } of this.#waiting.values()) reject(problem);
    this.#waiting.clear();
  }
}
