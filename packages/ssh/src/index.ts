export type { BackgroundOptions } from "./commands/background.js";
export type { Command } from "./commands/command.js";
export type { RemoteProcess } from "./commands/process.js";
export { quote } from "./commands/quote.js";
export type { Input, RunOptions, SpawnOptions } from "./commands/run.js";
export { ShellText, type ShellValue, sh } from "./commands/template.js";
export { connect } from "./connect.js";
export {
  CommandError,
  type CommandEnd,
  CommandLimitError,
  CommandOutputError,
  type CommandResult,
  CommandTimeoutError,
  HostKeyError,
  type HostKeyProblem,
  SshAuthenticationError,
  SshConnectionError,
  SshError,
  SshOptionError,
  TransferError,
} from "./errors.js";
export type { DownloadOptions } from "./files/download.js";
export type { Source, TransferOptions, UploadOptions } from "./files/upload.js";
export type { HostKey } from "./host-keys/host-key.js";
export type { ConnectOptions, Target } from "./options.js";
export type { Apt, AptOptions } from "./provisioning/apt.js";
export type { CurlOptions } from "./provisioning/curl.js";
export type { CloneOptions } from "./provisioning/git.js";
export type { Pip, PipOptions } from "./provisioning/pip.js";
export type { ProcessInfo, Snapshot } from "./provisioning/processes.js";
export type { Ssh } from "./ssh.js";
