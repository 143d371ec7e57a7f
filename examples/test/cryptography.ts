/**
 * Hashes, ciphers, codes and checks, against Node's own implementations and the vectors of their standards.
 *
 * @packageDocumentation
 */
import { createCipheriv, createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { call, type Example, type Step } from "./example.ts";
import { randomBytes } from "./random.ts";

const MESSAGES = [
  "",
  "abc",
  "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
  ..."0123456789".split("").map((digit, index) => digit.repeat(54 + index)),
  "a".repeat(300),
].map((text) => Buffer.from(text));

const sha256: Example = {
  name: "sha256",
  steps: MESSAGES.flatMap((message) => {
    const digest = createHash("sha256").update(message).digest();
    return [
      call("begin", []),
      ...[...message].map((byte) => call("update", [byte])),
      call("finish", []),
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((word) => call("digest", [word], digest.readUInt32BE(4 * word))),
      call("digest", [8], 0),
    ];
  }),
};

/** FIPS 197, appendix C.1, and pairs made at random. */
const KEYS_AND_BLOCKS = [
  ["000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff"].map((hex) => Buffer.from(hex, "hex")),
  ...[1, 2, 3].map((seed) => [randomBytes(seed, 16), randomBytes(seed + 10, 16)]),
];

const aes128: Example = {
  name: "aes128",
  steps: KEYS_AND_BLOCKS.flatMap(([key = Buffer.alloc(16), plain = Buffer.alloc(16)]) => {
    const cipher = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false);
    const secret = cipher.update(plain);
    return [
      ...bytes("setKey", key),
      call("expandKey", []),
      ...bytes("setBlock", plain),
      call("encrypt", []),
      ...read("getBlock", secret),
      call("decrypt", []),
      ...read("getBlock", plain),
      call("setBlock", [16, 1]),
      call("getBlock", [16], 0),
    ];
  }),
};

/** "123456789", whose checks every catalogue of CRCs has; the first is zlib's as well. */
const DIGITS = Buffer.from("123456789");

const crc: Example = {
  name: "crc",
  steps: [
    call("begin", []),
    ...[...DIGITS].map((byte) => call("update", [byte])),
    call("valueOf32", [], 0xcbf43926),
    call("valueOf16", [], 0x29b1),
    call("valueOf8", [], 0xa1),
    ...[0, 1, 50].flatMap((length) => {
      const message = randomBytes(length + 1, length);
      return [
        call("begin", []),
        ...[...message].map((byte) => call("update", [byte])),
        call("valueOf32", [], crc32(message)),
      ];
    }),
  ],
};

const MALFORMED = ["Zg=", "Zh==", "Zm9=", "Z===", "Zg=a", "Zm9v!m9v", "=m9v", "Zg==Zg=="].map((text) =>
  Buffer.from(text),
);

const base64: Example = {
  name: "base64",
  steps: [
    ...[0, 1, 2, 3, 4, 5, 6, 60, 191, 192].flatMap((length) => {
      const message = randomBytes(length, length);
      const text = Buffer.from(message.toString("base64"));
      return [
        ...bytes("setByte", message),
        call("encode", [length], text.length),
        ...read("getText", text),
        ...bytes("setByte", Buffer.alloc(length)),
        call("decode", [text.length], length),
        ...read("getByte", message),
      ];
    }),
    ...MALFORMED.flatMap((text) => [...bytes("setText", text), call("decode", [text.length], -1)]),
    call("decode", [260], -1),
    call("encode", [0xffffffff], 256),
  ],
};

function bytes(name: string, values: Uint8Array): Step[] {
  return [...values].map((byte, index) => call(name, [index, byte]));
}

function read(name: string, values: Uint8Array): Step[] {
  return [...values].map((byte, index) => call(name, [index], byte));
}

/** Programs whose results are known to the bit from elsewhere. */
export const CRYPTOGRAPHY: readonly Example[] = [sha256, aes128, crc, base64];
