import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate that signs itself, and its key, both fresh and in PEM. It ends with the year 2049. */
export function selfSigned(...names: string[]): { leaf_certificate: string; private_key: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(names[0] ?? "nameless")))));
  const validity = sequence(der(0x17, Buffer.from("260101000000Z")), der(0x17, Buffer.from("491231235959Z")));
  const alternatives = sequence(...names.map((each) => der(0x82, Buffer.from(each))));
  const extensions = der(0xa3, sequence(sequence(alternativeNames, der(0x04, alternatives))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    sequence(ed25519),
    name,
    validity,
    name,
    publicKey.export({ format: "der", type: "spki" }),
    ...(names.length > 0 ? [extensions] : []),
  );
  const signature = der(0x03, Buffer.from([0]), sign(null, content, privateKey));
  const encoded = sequence(content, sequence(ed25519), signature).toString("base64");
  return {
    leaf_certificate: `-----BEGIN CERTIFICATE-----\n${encoded.replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
    private_key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

const ed25519 = der(0x06, Buffer.from([0x2b, 0x65, 0x70]));
const commonName = der(0x06, Buffer.from([0x55, 0x04, 0x03]));
const alternativeNames = der(0x06, Buffer.from([0x55, 0x1d, 0x11]));

function sequence(...parts: Uint8Array[]): Buffer {
  return der(0x30, ...parts);
}

/** A value in DER: tag, length, content. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
