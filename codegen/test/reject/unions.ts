import { array, f32, u32 } from "../lib/types.ts";
import type { Fixed, i32, u8 } from "../lib/types.ts";

const PRESS = 0;
const RELEASE = 1;
const LARGE = 256;
let state: u32 = 0;

class Press {
  readonly kind = PRESS;
  x: i32 = 0;
  values = new Float32Array(4);
}
class Release {
  readonly kind = RELEASE;
  time: u32 = 0;
}
class Plain {
  x: i32 = 0;
}
class Other {
  readonly sort = RELEASE;
}
class Same {
  readonly kind = PRESS;
}
class Tagged {
  readonly kind = LARGE; //! GN4030 from 0 to 255
}
class Typed {
  readonly kind: u8 = PRESS; //! GN4030 no other type
}
class Twice {
  readonly kind = PRESS;
  readonly sort = PRESS; //! GN4030 one tag
}
enum Kind {
  Press,
  Release,
  Other,
}
enum Sort {
  Press,
  Release,
}
enum Many {
  First = -1,
  Second,
}
class Down {
  readonly kind = Kind.Press;
  x: i32 = 0;
}
class Up {
  readonly kind = Kind.Release;
}
class Again {
  readonly kind = Kind.Press;
}
class OfSort {
  readonly kind = Sort.Release;
}
class OfMany {
  readonly kind = Many.Second; //! GN4030 all of whose members are from 0 to 255
}
class Computed {
  readonly kind = new Float32Array(1); //! GN4030
}

type Event = Press | Release;
type Numbers = f32 | u32; //! GN4030 made of classes //! GN4030 made of classes
type Untagged = Press | Plain; //! GN4030 `Plain` has no tag
type Sorts = Press | Other; //! GN4030 different names
type Equal = Press | Same; //! GN4030 the same tag
type Button = Down | Up;
type Sames = Down | Again; //! GN4030 the same tag
type Mixed = Down | OfSort; //! GN4030 different names or enums
type Constants = Down | Release; //! GN4030 different names or enums
type Nested = Event | Other; //! GN4030 made of classes
type Missing = Press | Unknown; //! GN2001

class Slot {
  event: Event = new Press();
  wrong: Event = new Plain(); //! GN4007 Plain is no variant
  number: Event = 1; //! GN4002
  both: Press | Release = new Press(); //! GN1030 no name here
}
class Good {
  event: Event = new Press();
}
class Wide {
  wide: Loop = new Round();
}
class Round {
  readonly kind = PRESS;
  wide = new Wide(); //! GN4005 contain itself
}
type Loop = Round | Release;

const slot = new Good();
const goods = array(Good, 2);
const lone: Event = new Press(); //! GN4030 field of a class
const events = array(Event, 2); //! GN4003
const made = new Event(); //! GN4003

export declare function show(slot: Good): void; //! GN4030 is given no union
export function list(events: Event[], fixed: Fixed<Event[], 2>): void {} //! GN4030 no lists //! GN4030 no lists
export function give(): Event { //! GN4030 does not return a union
  return slot.event;
}
export function values(): Fixed<Float32Array, 4> {
  const event = slot.event;
  if (event.kind === PRESS) return event.values; //! GN4013
  return state; //! GN2006
}

export function reading(event: Event): i32 {
  slot.event.x = 1; //! GN4031 which of them `slot.event`
  if (event.kind === RELEASE) return event.x; //! GN2013 Release has no field
  if (state > 0 && event.kind === PRESS) return event.x + event.time; //! GN2013
  state = event.x; //! GN2006
  return event.y; //! GN2013
}

export function asking(event: Event, flag: u32): i32 {
  if (event.kind === PRESS || flag > 0) return event.x; //! GN4031 which of them `event` is
  const kind = event.kind;
  if (kind === PRESS) return event.time; //! GN2006
  switch (flag) {
    case PRESS:
      return event.x; //! GN2013
    default:
      break;
  }
  return 0;
}

export function unknown(event: Event): i32 {
  event.kind = PRESS; //! GN2004 is the tag
  switch (event.kind) {
    case PRESS:
      event.kind = RELEASE; //! GN2004 is the tag
      return event.x;
    default:
      return event.x; //! GN2013
  }
}

export function partial(event: Event): i32 {
  switch (event.kind) {
    case PRESS:
      return event.x;
  }
} //! GN3001

export function left(button: Button): i32 {
  const down = button.kind === Kind.Press;
  switch (button.kind) { //! GN3016 leaves out Release of Kind
    case Kind.Press:
      return down ? button.x : 0;
  }
  if (button.kind !== Kind.Press) return button.x; //! GN2013 Up has no field
  if (button.kind === 0) return 1; //! GN2021 mixes a Kind and a number
  button.kind = Kind.Release; //! GN2004 is the tag
  return button.kind; //! GN2021 this is a Kind
}

export function replacing(event: Event, other: Good): void {
  event = new Press(); //! GN1015 `new` stands only
  state = new Press(); //! GN1015
  other = new Good(); //! GN1015
  other.event = new Plain(); //! GN4007 no variant of Event
  other.event = new Press(1); //! GN3004
  other.event = new Nothing(); //! GN2001
  other.event = slot.event; //! GN4006
}
