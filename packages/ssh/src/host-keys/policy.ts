import { HostKeyError, type HostKeyProblem } from "../errors.js";
import type { HostKey } from "./host-key.js";
import { type KnownHost, knownName, parseKnownHosts } from "./known-hosts.js";

/** What decides about host keys. */
export interface HostKeyRules {
  readonly host: string;
  readonly port: number;
  /** The fingerprints that are accepted, and no others; undefined when known_hosts decides. */
  readonly fingerprints: readonly string[] | undefined;
  /** A host of which nothing is known is accepted. */
  readonly acceptNew: boolean;
  /** The known_hosts file, for messages. */
  readonly file: string;
  /** What is in it. */
  readonly text: string;
}

/** The kinds of host keys, the preferred first, by the names that are agreed on in the handshake. */
const ALGORITHMS: Record<string, readonly string[]> = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"],
};

/** Decides which host key is accepted. */
export class HostKeyPolicy {
  readonly #rules: HostKeyRules;
  readonly #known: readonly KnownHost[];
  readonly #refusedTypes = new Set<string>();

  constructor(rules: HostKeyRules) {
    this.#rules = rules;
    const name = knownName(rules.host, rules.port);
    this.#known = parseKnownHosts(rules.text).filter(({ covers }) => covers(name));
  }

  /** What is asked of the server, in order. Kinds of which a key is known come first, so that the server shows that key. */
  get algorithms(): string[] {
    const known = new Set(this.#accepted.map(({ type }) => type));
    const types = Object.keys(ALGORITHMS).filter((type) => !this.#refusedTypes.has(type));
    const ordered = [...types.filter((type) => known.has(type)), ...types.filter((type) => !known.has(type))];
    return ordered.flatMap((type) => ALGORITHMS[type] ?? []);
  }

  /** Undefined for a key that is accepted. */
  check(key: HostKey): HostKeyError | undefined {
    const { fingerprints, acceptNew } = this.#rules;
    if (this.#known.some(({ revoked, base64 }) => revoked && base64 === key.base64))
      return this.#refuse("revoked", key);
    if (fingerprints !== undefined)
      return fingerprints.includes(key.fingerprint) ? undefined : this.#refuse("changed", key);
    if (this.#accepted.some(({ type, base64 }) => type === key.type && base64 === key.base64)) return undefined;
    if (this.#accepted.length > 0) return this.#refuse("changed", key);
    return acceptNew ? undefined : this.#refuse("unknown", key);
  }

  /**
   * A server has several keys, and a fingerprint does not say of which kind it is. True when there is another kind to ask
   * for.
   */
  nextType(key: HostKey): boolean {
    if (this.#rules.fingerprints === undefined) return false;
    this.#refusedTypes.add(key.type);
    return this.algorithms.length > 0;
  }

  /** The line to write down for a key that was accepted as new; undefined for one that was known. */
  lineFor(key: HostKey): string | undefined {
    const { acceptNew, fingerprints, host, port } = this.#rules;
    if (!acceptNew || fingerprints !== undefined || this.#accepted.length > 0) return undefined;
    return `${knownName(host, port)} ${key.type} ${key.base64}\n`;
  }

  get #accepted(): KnownHost[] {
    return this.#known.filter(({ revoked }) => !revoked);
  }

  #refuse(problem: HostKeyProblem, key: HostKey): HostKeyError {
    const { host, port, file, fingerprints } = this.#rules;
    const shown = `${knownName(host, port)} shows the host key ${key.fingerprint} (${key.type})`;
    const line = this.#accepted[0]?.line;
    const reasons = {
      unknown: `which is not known. Compare it with the console of the droplet; if it is right, pass hostKey: "${key.fingerprint}", or hostKey: "accept-new" to accept and write down the first key of any host`,
      changed:
        fingerprints !== undefined
          ? `but the option hostKey expects ${fingerprints.join(" or ")}`
          : `but line ${line} of ${file} has another one. Either somebody is in between, or the address belongs to another machine now; then remove the old key: ssh-keygen -f '${file}' -R '${knownName(host, port)}'`,
      revoked: `which ${file} lists as revoked`,
    };
    return new HostKeyError(`${shown}, ${reasons[problem]}`, problem, key);
  }
}
