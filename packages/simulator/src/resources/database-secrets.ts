import { randomBytes } from "node:crypto";

/** A password that nobody takes for a real one. */
export function madeUpPassword(): string {
  return `made_up_${randomBytes(8).toString("hex")}`;
}

/** Something in the form of a certificate or of a key, which is none. */
export function madeUpPem(type: "CERTIFICATE" | "PRIVATE KEY", owner: string): string {
  const content = Buffer.from(`Made up by the simulator for ${owner}.`).toString("base64");
  return `-----BEGIN ${type}-----\n${content}\n-----END ${type}-----\n`;
}
