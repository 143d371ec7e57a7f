/** What tells events apart; nothing is of the second kind. */
export enum Kind {
  Idle,
  Other,
  Press = 3,
  Move = 200,
}
