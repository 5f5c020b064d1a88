import { command, flag, optionalArgument } from "../../command/declare.js";
import { ExitCode } from "../../exit-codes.js";
import { Failure, usage } from "../../failure.js";
import { readInput } from "../../input/input.js";
import { createClient, destinationOf, settingsOf, usesSimulator } from "../../session/connect.js";
import type { Context } from "../../session/context.js";
import { contextFile, type StoredContext, writeContext, writeCurrent } from "../../session/stored-contexts.js";
import { checkToken } from "../../session/credentials.js";
import { runTokenCommand } from "../../session/token-command.js";
import { loginColumns } from "../../views/context.js";

export const login = command({
  arguments: {
    name: optionalArgument("name", "what to call the context; that of --context, or `default`, when left out"),
  },
  options: { noCheck: flag("--no-check", "store the token without trying it") },
  notes:
    "Asks for the token without showing it, or reads it from standard input where that is no terminal. With --api-token-command the command is stored instead, and run whenever a token is needed. With --endpoint the address is stored too. The context is in use from then on.",
  async run(context, { name: given, noCheck }) {
    const { io, options, messages, results } = context;
    const name = given ?? options.context ?? "default";
    if (usesSimulator(io, options)) throw usage("the simulator of --sim or DOAPI_SIM needs no token");
    const file = contextFile(io, name);
    const token = await readToken(context);
    messages.hide(token);
    const account = noCheck ? undefined : await accountOf(context, token);
    const stored = storedOf(context, token);
    if (context.dryRun !== undefined) return context.dryRun.skip(`write ${file}`);
    await writeContext(io, name, stored);
    await writeCurrent(io, name);
    results.object(loginColumns, {
      name,
      current: true,
      source: file,
      kind: stored.tokenCommand === undefined ? "token" : "command",
      endpoint: stored.endpoint ?? null,
      ...(account === undefined ? {} : { email: account.email, team: account.team?.name ?? null }),
    });
    return undefined;
  },
});

async function readToken({ io, options }: Context): Promise<string> {
  const { apiToken, apiTokenFile, apiTokenCommand } = options;
  if (apiToken !== undefined) return checkToken(apiToken, "--api-token");
  if (apiTokenFile !== undefined)
    return checkToken(await readInput(io, apiTokenFile), `--api-token-file ${apiTokenFile}`);
  if (apiTokenCommand !== undefined)
    return checkToken(await runTokenCommand(io, apiTokenCommand), "--api-token-command");
  const dialogue = io.dialogue();
  if (dialogue === undefined) return checkToken(await readInput(io, "-"), "standard input");
  const answer = await dialogue.secret("API token", io.interrupt);
  if (answer === undefined) throw new Failure(ExitCode.interrupted, "interrupted; nothing was stored");
  return checkToken(answer, "your answer");
}

async function accountOf({ io, options, signal }: Context, token: string) {
  const client = await createClient({ ...settingsOf(io, options), ...destinationOf({ token }, options) });
  try {
    return await client.account.get({ signal });
  } catch (error) {
    const { PermissionError } = await import("@doapi/client");
    // A token without the scope account:read is a token all the same.
    if (error instanceof PermissionError) return undefined;
    throw error;
  } finally {
    client.close();
  }
}

function storedOf({ options }: Context, token: string): StoredContext {
  const { apiTokenCommand, endpoint } = options;
  return {
    ...(apiTokenCommand === undefined ? { token } : { tokenCommand: apiTokenCommand }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}
