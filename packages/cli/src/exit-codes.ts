/** What the exit status of `doapi` says. The numbers are part of the interface: scripts test them. */
export const ExitCode = {
  /** Everything that was asked for was done. */
  done: 0,
  /** Something failed that has no code of its own: the network, the API itself, a file. */
  failed: 1,
  /** The command line makes no sense: unknown command or option, missing argument, value out of range. */
  usage: 2,
  /** There is no token, the API does not accept it, or it may not do this. */
  denied: 3,
  /** What was named does not exist, or the name fits more than one thing. */
  notFound: 4,
  /** The API understood the request and refused it (400, 409, 412, 422). */
  refused: 5,
  /** The token's budget of requests is used up. */
  rateLimited: 6,
  /** An action that was waited for ended as errored. */
  actionErrored: 7,
  /** The limit of a wait was reached; what was pending is in the output. */
  waitLimit: 8,
  /** A part was done before something failed; the output shows that part. */
  partly: 9,
  /** Interrupted by Ctrl-C; the output shows what was known by then. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
