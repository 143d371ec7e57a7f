import { second } from "./second.ts";
export function first(): void {
  second();
}
