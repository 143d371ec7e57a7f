export enum Colour {
  Red,
  Green,
  Blue = 300,
}

export type Hue = Colour;

export function next(colour: Colour): Colour {
  if (colour === Colour.Red) return Colour.Green;
  return colour === Colour.Green ? Colour.Blue : Colour.Red;
}

export function brightest(): Colour {
  return Colour.Blue;
}
