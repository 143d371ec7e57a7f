import type { f32 } from "../../../../firmware-src/lib/types.ts";

const SQUARE = 1;
const ROUND = { circle: 2, ellipse: 3 } as const;

export class Square {
  readonly kind = SQUARE;
  side: f32 = 0;
}

export class Circle {
  readonly kind = ROUND.circle;
  radius: f32 = 0;
}

export type Shape = Square | Circle;

/** How much of the plane a shape takes. */
export function area(shape: Shape): f32 {
  switch (shape.kind) {
    case SQUARE:
      return shape.side * shape.side;
    case ROUND.circle:
      return shape.radius * shape.radius * Math.PI;
  }
}
