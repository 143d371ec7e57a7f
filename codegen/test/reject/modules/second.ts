import { first } from "./first.ts";
export function second(): void {
  first();
}
