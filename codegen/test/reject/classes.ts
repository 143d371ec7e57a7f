import type { f32, u32 } from "../lib/types.ts";

class Base {
  v: f32 = 0;
}

export class Neuron extends Base { //! GN1024 does not inherit
  static count: u32 = 0; //! GN1024 plain fields
  readonly fixed: u32 = 0; //! GN4030 no other type
  maybe?: u32; //! GN1024 plain fields
  #hidden: u32 = 0; //! GN1024 plain fields
  constructor() {} //! GN1024 no constructor
  get double(): u32 { return 2; } //! GN1024 no getters
  set double(x: u32) {} //! GN1024 no setters
  static make(): void {} //! GN1024 no static members
  private inner(): void {} //! GN1024 no modifiers
  async wait(): void {} //! GN1006
  *each(): void {} //! GN1006
  maybeCalled?(): void {} //! GN1024 plain name
  ["computed"](): void {} //! GN1024 plain name
  untyped() {} //! GN1028
  static {} //! GN1024 runs no code
  /** @export neuron_reset */ //! GN1024 no public name
  reset(): void {}
}

export abstract class Shape { //! GN1024 no class is abstract
  area: f32 = 0;
}

@sealed //! GN1024 decorators
export class Sealed {
  v: f32 = 0;
}

export function method(this: Neuron): f32 { //! GN1020 no `this`
  return this.v; //! GN1020 no `this`
}

export function above(): f32 {
  return super.v; //! GN1020 no `super`
}
