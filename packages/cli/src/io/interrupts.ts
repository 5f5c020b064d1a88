import process from "node:process";

const signals = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const;
type InterruptSignal = (typeof signals)[number];

/** Ctrl-C and its like, as this process gets them. */
export interface Interrupts {
  /** The first of them asks for an orderly end; the second ends at once. */
  readonly signal: AbortSignal;
  /** Hands them to somebody else, a program that has the terminal, until the function that is returned is called. */
  divert(to: (signal: InterruptSignal) => void): () => void;
}

/** Listens for the signals that ask this process to end. */
export function processInterrupts(): Interrupts {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error("interrupted"));
  };
  const own = ["SIGINT", "SIGTERM"] as const;
  for (const signal of own) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    divert(to) {
      for (const signal of own) process.off(signal, interrupt);
      for (const signal of signals) process.on(signal, to);
      return () => {
        for (const signal of own) process.on(signal, interrupt);
        for (const signal of signals) process.off(signal, to);
      };
    },
  };
}
