/**
 * Where control goes: which loops are left from inside a switch, and which statements never end.
 *
 * In the IR a `break` leaves a loop even inside a `switch`, where C and JavaScript would leave the switch.
 *
 * @packageDocumentation
 */
import type { Statement } from "./ir.ts";

/** Whether a body of a loop holds an unlabelled `break` of that loop inside a `switch`. */
export function breaksOutOfSwitch(body: readonly Statement[], insideSwitch = false): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case "break":
        return insideSwitch && statement.label === null;
      case "if":
        return breaksOutOfSwitch(statement.then, insideSwitch) || breaksOutOfSwitch(statement.otherwise, insideSwitch);
      case "block":
        return breaksOutOfSwitch(statement.body, insideSwitch);
      case "switch":
        return [...statement.cases.map((each) => each.body), statement.otherwise ?? []].some((each) =>
          breaksOutOfSwitch(each, true),
        );
      default:
        return false;
    }
  });
}

/** Whether control can reach the end of these statements. */
export function canComplete(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (last === undefined) return true;
  switch (last.kind) {
    case "return":
    case "return-tuple":
    case "break":
    case "continue":
      return false;
    case "block":
      return canComplete(last.body);
    case "if":
      return last.otherwise.length === 0 || canComplete(last.then) || canComplete(last.otherwise);
    default:
      return true;
  }
}
