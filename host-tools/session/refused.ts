/**
 * From the code of an ERROR frame to the error that a caller sees.
 *
 * @packageDocumentation
 */
import { readU16, readU32 } from "../../firmware-src/wire/bytes.ts";
import { ERROR_BYTES } from "../../firmware-src/wire/frame.ts";
import * as codes from "../../firmware-src/wire/refusals.ts";
import { MalformedAnswerError, RefusedError, type GanglionError } from "../errors.ts";

interface Row {
  /** Stable name; the error's code. */
  readonly code: string;
  readonly message: (aux: number, aux2: number) => string;
  readonly remedy: string;
}

const UPDATE = "Flash the firmware that belongs to this version of ganglion.";

const ROWS: ReadonlyMap<number, Row> = new Map<number, Row>([
  [
    codes.UNKNOWN_METHOD,
    { code: "UNKNOWN_METHOD", message: (aux) => `the board has no method ${aux}`, remedy: UPDATE },
  ],
  [
    codes.SCHEMA_MISMATCH,
    { code: "SCHEMA_MISMATCH", message: (aux) => `the board has another method ${aux}`, remedy: UPDATE },
  ],
  [
    codes.BAD_LENGTH,
    {
      code: "BAD_LENGTH",
      message: (aux, aux2) => `the board expects ${aux2} bytes of arguments and got ${aux}`,
      remedy: UPDATE,
    },
  ],
  [
    codes.BAD_ARG,
    {
      code: "BAD_ARG",
      message: (aux) => `the board refuses argument ${aux} (counted from 0): out of range`,
      remedy: "Give a value in the range that the method's documentation states.",
    },
  ],
  [
    codes.BUSY,
    { code: "BUSY", message: (aux) => `the board is busy for ${aux} ms`, remedy: "Try again after that time." },
  ],
  [
    codes.NO_CREDIT,
    {
      code: "NO_CREDIT",
      message: (aux) => `the request is older than the ${aux} answers that the board keeps`,
      remedy: "It was replayed, or two programs write to this port: let only one have it.",
    },
  ],
  [
    codes.BAD_VERSION,
    {
      code: "BAD_VERSION",
      message: (aux, aux2) => `the board speaks versions ${aux} to ${aux2} of the protocol`,
      remedy: UPDATE,
    },
  ],
  [
    codes.CANCELLED,
    { code: "CANCELLED", message: () => "the call was cancelled", remedy: "Call again if it is wanted." },
  ],
  [
    codes.DEADLINE,
    { code: "DEADLINE", message: () => "the method did not end in its time", remedy: "Ask for less at once." },
  ],
  [
    codes.STORAGE,
    {
      code: "STORAGE",
      message: () => "the board's flash could not be read or written",
      remedy: "Try again; if it stays, the flash is worn or damaged.",
    },
  ],
  [
    codes.FAULT,
    { code: "FAULT", message: () => "the program on the board failed", remedy: "Reset the board and connect again." },
  ],
  [
    codes.DENIED,
    { code: "DENIED", message: () => "this session may not call this method", remedy: "Ask for the permission first." },
  ],
]);

/** The error for the payload of an ERROR frame. `what` names the call. */
export function refusedError(what: string, payload: Uint8Array): GanglionError {
  if (payload.length !== ERROR_BYTES) return new MalformedAnswerError(what, `an error of ${payload.length} bytes`);
  const refusal = payload[0] ?? 0;
  const [aux, aux2] = [readU16(payload, 2), readU32(payload, 4)];
  const row = ROWS.get(refusal) ?? {
    code: "REFUSED",
    message: () => `the board refuses with code ${refusal} (${aux}, ${aux2})`,
    remedy: "It is the program's own reason: the reference of its methods says what it means.",
  };
  return new RefusedError(row.code, `${what}: ${row.message(aux, aux2)}`, row.remedy, refusal, aux, aux2);
}
