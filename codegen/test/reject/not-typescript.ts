export function area(width: number) {
  return width * ; //! GN1001 Expression expected
}
