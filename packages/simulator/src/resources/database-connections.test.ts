import { describe, expect, it } from "vitest";
import { connectionOf, hostOf } from "./database-connections.js";

const host = "shop.invalid";

describe("a connection", () => {
  it.each([
    ["pg", "postgresql://app:secret@shop.invalid:25060/defaultdb?sslmode=require"],
    ["mysql", "mysql://app:secret@shop.invalid:25060/defaultdb?ssl-mode=REQUIRED"],
    ["redis", "rediss://app:secret@shop.invalid:25061"],
    ["valkey", "rediss://app:secret@shop.invalid:25061"],
    ["mongodb", "mongodb+srv://app:secret@shop.invalid/admin?tls=true&authSource=admin"],
    ["kafka", "shop.invalid:25073"],
    ["opensearch", "https://app:secret@shop.invalid:25060"],
  ])("to %s has an address of its own form", (family, uri) => {
    expect(connectionOf(family, { host, user: "app", password: "secret" })).toMatchObject({ uri, host, ssl: true });
  });

  it("shows neither a user nor a password that it is not given", () => {
    expect(connectionOf("mongodb", { host, user: "app" }).uri).toBe(
      "mongodb+srv://app@shop.invalid/admin?tls=true&authSource=admin",
    );
    expect(connectionOf("pg", { host, port: 25061, database: "web" })).toEqual({
      uri: "postgresql://shop.invalid:25061/web?sslmode=require",
      database: "web",
      host,
      port: 25061,
      ssl: true,
    });
  });

  it("leads to a name that nobody can have", () => {
    expect(hostOf("private-shop", 7)).toMatch(/^private-shop-.*\.invalid$/);
  });
});
