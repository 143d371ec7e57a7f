/**
 * Who is there: what every board that runs the same program must say of itself, and echoes of every length.
 *
 * @packageDocumentation
 */
import type { Case } from "./case.ts";

/** See the file's comment. */
export const handshake: Case = {
  name: "handshake",
  about: "boards of one program offer the same methods, sizes and version, and echo every length",
  async run(bench) {
    const { slots, protocolVersion, frameBytesMax, schema, firmwareVersion, vectors, dims, neurons, cores } =
      bench.client.identity;
    const common = { slots, protocolVersion, frameBytesMax, schema, firmwareVersion, vectors, dims, neurons, cores };
    bench.record("identity", new TextEncoder().encode(JSON.stringify(common)));
    for (const length of [0, 1, 8, 63, 64, 127, 239, 240]) {
      const zeros = new Uint8Array(length);
      bench.record(`ping ${length} zeros`, await bench.client.session.ping(zeros));
      const others = zeros.map((_, index) => 255 - (index % 255));
      bench.record(`ping ${length} others`, await bench.client.session.ping(others));
    }
    await bench.call("describe");
  },
};
