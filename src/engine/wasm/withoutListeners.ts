const EVENTS = ["uncaughtException", "unhandledRejection"] as const;
type Listener = (...args: never[]) => void;

/**
 * Runs `start` and removes the listeners it adds to the process. Emscripten's throw each uncaught error again, which
 * would end a notebook's process at the first one.
 */
export async function withoutListeners<T>(start: () => Promise<T>): Promise<T> {
  const listeners = (event: (typeof EVENTS)[number]) => process.listeners(event as "exit") as Listener[];
  const before = new Set(EVENTS.flatMap(listeners));
  try {
    return await start();
  } finally {
    for (const event of EVENTS)
      for (const listener of listeners(event))
        if (!before.has(listener)) process.removeListener(event, listener as () => void);
  }
}
