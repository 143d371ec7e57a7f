/**
 * What a board tells without being asked.
 *
 * @packageDocumentation
 */
import { TOPIC_LOG, TOPIC_SPIKES } from "../../firmware-src/wire/telemetry.ts";
import type { Case } from "./case.ts";

const STEPS = 12;
/** The board's clock stands behind it. */
const LOG_BYTES = 12;

/** Events and log lines, each taken before the next call, since a board that is asked has no time to tell. */
export const telemetry: Case = {
  name: "telemetry",
  about: "each step is told with the same bits, each refusal is in the log, and nothing is told that nobody wants",
  async run(bench) {
    const { session } = bench.client;
    await bench.call("init", 4, 0, 1);
    await bench.call("insert", [0.5, 1, 0, 0]);
    const spikes = session.listen(TOPIC_SPIKES);
    const log = session.listen(TOPIC_LOG);
    let [event, line] = [spikes.next(), log.next()];
    const tell = async (name: string, told: Promise<IteratorResult<{ payload: Uint8Array; lost: number }, void>>) => {
      const { value } = await told;
      if (value === undefined) throw new Error("telemetry: the board tells no more");
      bench.record(name, Uint8Array.of(...value.payload.subarray(0, LOG_BYTES), value.lost));
    };
    await bench.call("subscribe", 2, 3);
    await tell("log", line);
    for (let step = 0; step < STEPS; step++) {
      await bench.call("snnInject", 0, 0.1 * step);
      await bench.call(step % 2 === 0 ? "snnStep" : "snnTick", 0.5 + step / 8, ...(step % 2 === 0 ? [] : [0.25, true]));
      await tell("spikes", event);
      event = spikes.next();
    }
    line = log.next();
    await bench.callRaw("nothing", 200, new Uint8Array());
    await tell("log", line);
    await bench.call("subscribe", 0, 0);
    await bench.call("snnStep", 1);
    event.catch(() => undefined);
    await bench.client.ping();
  },
};
