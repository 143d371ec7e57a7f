/**
 * What can go wrong between a program and a board: one class per cause, so that a program can tell them apart with
 * `instanceof`, and a person reads what happened, where, and what to do next.
 *
 * Aborting a call is not among them: a call whose `AbortSignal` fires rejects with the signal's own reason.
 *
 * @packageDocumentation
 */

/** Any error of the host tools. */
export class GanglionError extends Error {
  /** Stable name of the cause, for scripts: `PORT_BUSY`. */
  readonly code: string;
  /** What to do next, in a sentence or two. */
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
  }
}

// ---------------------------------------------------------------------------------------------
// The port and its transport

/** The transport could not be opened, or can no longer carry bytes. */
export class TransportError extends GanglionError {}

/** There is no such port. */
export class PortNotFoundError extends TransportError {
  constructor(path: string, cause?: unknown) {
    super(
      "PORT_NOT_FOUND",
      `there is no port ${path}`,
      "Check the cable and the path; `ganglion ports` lists the ports that are there now.",
      cause,
    );
  }
}

/** The port belongs to a group that this user is not in. */
export class PortPermissionError extends TransportError {
  constructor(path: string, cause?: unknown) {
    super(
      "PORT_PERMISSION",
      `no permission to open ${path}`,
      "Add yourself to the group that owns it (usually `sudo usermod -aG dialout $USER`) and log in again.",
      cause,
    );
  }
}

/** Another program has the port. */
export class PortBusyError extends TransportError {
  constructor(path: string, cause?: unknown) {
    super(
      "PORT_BUSY",
      `${path} is in use by another program`,
      `Close the serial monitor or the other session that has it open (\`fuser ${path}\` names the process).`,
      cause,
    );
  }
}

/** The system refused the port for a reason of its own. */
export class PortFailedError extends TransportError {
  constructor(path: string, why: string, cause?: unknown) {
    super(
      "PORT_FAILED",
      `${path} could not be opened: ${why}`,
      "Unplug the board and plug it in again; if it stays, check the baud rate and that the path is a serial port.",
      cause,
    );
  }
}

/** The port is open, and lacks what was asked of it. */
export class PortUnsupportedError extends TransportError {
  constructor(path: string, what: string, remedy: string, cause?: unknown) {
    super("PORT_UNSUPPORTED", `${path} cannot ${what}`, remedy, cause);
  }
}

/** The port was open and went away. */
export class PortLostError extends TransportError {
  constructor(path: string, cause?: unknown) {
    super("PORT_LOST", `${path} is gone`, "Check the cable and the board's power, then connect again.", cause);
  }
}

/** Bytes were given to a transport after its end. */
export class TransportClosedError extends TransportError {
  constructor(name: string, cause?: unknown) {
    super("TRANSPORT_CLOSED", `${name} is closed`, "Connect again.", cause);
  }
}

// ---------------------------------------------------------------------------------------------
// Finding a board

/** No port has a board that answers, or none with the id that was wanted. */
export class NoBoardError extends GanglionError {
  /** What each port said that was asked. */
  readonly tried: readonly string[];

  constructor(tried: readonly string[], uniqueId: string | null) {
    const wanted = uniqueId === null ? "no board answers" : `no board with the id ${uniqueId} answers`;
    const asked = tried.length === 0 ? "no port belongs to a board that is known" : tried.join("; ");
    super(
      "NO_BOARD",
      `${wanted}: ${asked}`,
      "Plug one in, or name its port; `ganglion ports` lists them, `ganglion doctor` finds what is in the way.",
    );
    this.tried = tried;
  }
}

/** More than one board answers, and nothing says which is meant. */
export class SeveralBoardsError extends GanglionError {
  constructor(boards: readonly string[]) {
    super(
      "SEVERAL_BOARDS",
      `${boards.length} boards answer: ${boards.join(", ")}`,
      "Name one by its port or by its id.",
    );
  }
}

/** A connection has no board, and none came in time. */
export class NotConnectedError extends GanglionError {
  constructor(state: string, waitedMs: number, cause: Error | null) {
    const why = cause === null ? `it is ${state}` : cause.message;
    super(
      "NOT_CONNECTED",
      `no board in ${waitedMs} ms: ${why}`,
      "Plug the board in, or allow more time.",
      cause ?? undefined,
    );
  }
}

/** A connection was closed by its user. */
export class ConnectionClosedError extends GanglionError {
  constructor() {
    super("CONNECTION_CLOSED", "the connection is closed", "Make another one before the next call.");
  }
}

// ---------------------------------------------------------------------------------------------
// The handshake

/** Nothing came back at all. */
export class BoardSilentError extends GanglionError {
  constructor(name: string, waitedMs: number) {
    super(
      "BOARD_SILENT",
      `nothing answers on ${name}: no byte in ${Math.round(waitedMs)} ms`,
      "Check that the board has power and runs this firmware, that TX and RX are not swapped, and the port.",
    );
  }
}

/** Bytes came back, but no answer to the handshake. */
export class NotANodeError extends GanglionError {
  constructor(name: string, waitedMs: number, bytes: number) {
    super(
      "NOT_A_NODE",
      `${name} does not answer as a node: ${bytes} bytes came and no handshake in ${Math.round(waitedMs)} ms`,
      "Check the baud rate first; else the board runs another program, and this firmware must be flashed.",
    );
  }
}

/** The board speaks other versions of the protocol. */
export class VersionMismatchError extends GanglionError {
  constructor(name: string, spoken: string, wanted: string) {
    super(
      "VERSION_MISMATCH",
      `the board on ${name} speaks version ${spoken} of the protocol, this program ${wanted}`,
      "Flash the firmware of this version of ganglion, or use the version of ganglion that the firmware came with.",
    );
  }
}

/** The board lacks a method that this client was made for, or all of them, or has it with another signature. */
export class SchemaMismatchError extends GanglionError {
  constructor(name: string, lacking: string) {
    super(
      "SCHEMA_MISMATCH",
      `the board on ${name} has ${lacking} with the signature that this client was made for`,
      "Flash the firmware of this version of ganglion, or use the client that belongs to the firmware.",
    );
  }
}

// ---------------------------------------------------------------------------------------------
// A call

/** A call that did not come back: whether the board may have run it all the same. */
abstract class UnfinishedCallError extends GanglionError {
  /** False: it never ran. True: it may have run, once at most. */
  readonly maybeExecuted: boolean;

  constructor(code: string, message: string, remedy: string, maybeExecuted: boolean, cause?: unknown) {
    const state = maybeExecuted ? "it may have run on the board" : "it did not run";
    super(code, `${message}; ${state}`, remedy, cause);
    this.maybeExecuted = maybeExecuted;
  }
}

/** No answer came to any try. */
export class NoAnswerError extends UnfinishedCallError {
  constructor(what: string, tries: number, waitedMs: number, maybeExecuted = true) {
    super(
      "NO_ANSWER",
      `${what}: no answer to ${tries} tries in ${Math.round(waitedMs)} ms`,
      "Check the cable and the baud rate; if the board hangs, reset it and connect again.",
      maybeExecuted,
    );
  }
}

/** The time that the caller allowed is over. */
export class CallTimeoutError extends UnfinishedCallError {
  constructor(what: string, timeoutMs: number, maybeExecuted: boolean) {
    super(
      "CALL_TIMEOUT",
      `${what}: not done in the ${timeoutMs} ms allowed`,
      "Allow more time (timeoutMs), or keep fewer calls waiting at once.",
      maybeExecuted,
    );
  }
}

/** The board went away, or restarted, or another host took it over, in the middle of a call. */
export class DisconnectedError extends UnfinishedCallError {
  constructor(what: string, why: string, maybeExecuted: boolean, cause?: unknown) {
    super("DISCONNECTED", `${what}: ${why}`, "Connect again; what the board held may be gone.", maybeExecuted, cause);
  }
}

/** The board no longer knows the session. */
export class SessionLostError extends GanglionError {
  constructor(name: string) {
    super(
      "SESSION_LOST",
      `the board on ${name} restarted, or another program took it over`,
      "Connect again; what the board held may be gone.",
    );
  }
}

/** A call on a session that this program has closed. */
export class SessionClosedError extends GanglionError {
  constructor(what: string) {
    super("SESSION_CLOSED", `${what}: the session is closed`, "Connect again before the next call.");
  }
}

/** The core changed while its snapshot was read. */
export class SnapshotTornError extends GanglionError {
  constructor() {
    super(
      "SNAPSHOT_TORN",
      "the core changed while its snapshot was read",
      "Let nothing change it meanwhile: stop a free run, and wait for other calls.",
    );
  }
}

/** What was to be restored is no snapshot of such a core. */
export class SnapshotRefusedError extends GanglionError {
  constructor(why: string) {
    super("SNAPSHOT_REFUSED", `the snapshot is refused: ${why}`, "Use one that was taken from a board of this build.");
  }
}

/** The board refused the call and says why. */
export class RefusedError extends GanglionError {
  /** The code of the ERROR frame (docs/wire.md). */
  readonly refusal: number;
  /** Its two details. */
  readonly aux: number;
  readonly aux2: number;

  constructor(code: string, message: string, remedy: string, refusal: number, aux: number, aux2: number) {
    super(code, message, remedy);
    this.refusal = refusal;
    this.aux = aux;
    this.aux2 = aux2;
  }
}

/** The answer does not have the form that the method's table row gives it. */
export class MalformedAnswerError extends GanglionError {
  constructor(what: string, why: string) {
    super(
      "MALFORMED_ANSWER",
      `${what}: the answer is malformed: ${why}`,
      "The firmware and this client disagree; flash the firmware that belongs to this version of ganglion.",
    );
  }
}

// ---------------------------------------------------------------------------------------------
// The caller

/** An argument that the method does not take; nothing was sent. */
export class ArgumentError extends GanglionError {
  constructor(what: string, argument: string, problem: string, allowed: string) {
    super("ARGUMENT", `${what}: ${argument} ${problem}`, `Give ${argument} as ${allowed}.`);
  }
}

/** The core has no free slot. */
export class IndexFullError extends GanglionError {
  constructor(what: string, capacity: number) {
    super(
      "INDEX_FULL",
      `${what}: all ${capacity} slots hold a vector`,
      "Call init to start an empty index, or use a build with more slots.",
    );
  }
}

/** The core holds no index yet, because `init` was never called. */
export class NotInitialisedError extends GanglionError {
  constructor(what: string) {
    super("NOT_INITIALISED", `${what}: the core has no dimensions yet`, "Call init(dims, metric) first.");
  }
}
