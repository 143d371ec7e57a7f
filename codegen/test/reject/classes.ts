import type { f32, u32 } from "../lib/types.ts";

class Base {
  v: f32 = 0;
}

export class Neuron extends Base { //! GN1024 does not inherit
  static count: u32 = 0; //! GN1024 plain fields
  readonly fixed: u32 = 0; //! GN4030 no other type
  maybe?: u32; //! GN1024 plain fields
  #hidden: u32 = 0; //! GN1024 plain fields
  constructor() {} //! GN1024 plain fields
  reset(): void {} //! GN1024 plain fields
  get double(): u32 { return 2; } //! GN1024 plain fields
}

export abstract class Shape { //! GN1024 list of fields
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
