/**
 * A line of text to a command, character by character, without a buffer for the line: what a person types into a
 * serial terminal, `led 3 on`, `speed -250`, `stop`.
 *
 * The words form a tree by their letters, walked as the letters come. A line has one word, up to two whole numbers,
 * and for `led` the word `on` or `off`.
 *
 * @packageDocumentation
 */
import { i32, u8, type bool, type u32 } from "../firmware-src/lib/types.ts";

/** What a line means. */
export const NOTHING = 0;
export const MALFORMED = 1;
export const LED = 2;
export const SPEED = 3;
export const STOP = 4;

const SPACE = 32;
const NEWLINE = 10;
const RETURN = 13;
const MINUS = 45;
const DIGIT_0 = 48;

/** The words one behind another, each ended by a zero: led, speed, stop, on, off. */
const WORDS = new Uint8Array([
  108, 101, 100, 0, 115, 112, 101, 101, 100, 0, 115, 116, 111, 112, 0, 111, 110, 0, 111, 102, 102, 0,
]);

/** Which word it is that begins at a place of {@link WORDS}. */
const WORD_LED = 0;
const WORD_SPEED = 4;
const WORD_STOP = 10;
const WORD_ON = 15;
const WORD_OFF = 18;
const NO_WORD = 255;

const starts = new Uint8Array([WORD_LED, WORD_SPEED, WORD_STOP, WORD_ON, WORD_OFF]);
/** For each word, how many letters have met; {@link NO_WORD} once one has not. */
const met = new Uint8Array(5);

let letters: u32 = 0;
let words: u32 = 0;
let firstWord: u32 = NO_WORD;
let lastWord: u32 = NO_WORD;
let numbers: u32 = 0;
let digits: u32 = 0;
let magnitude: u32 = 0;
let isNegative = false;
let isBad = false;
let value: i32 = 0;

/** What the last whole line said. */
let number: i32 = 0;
let on = false;

/** Takes a character; gives the command when it ends a line, else {@link NOTHING}. */
export function accept(character: u8): u32 {
  if (character === NEWLINE || character === RETURN) {
    endToken();
    const command = commandOf();
    restart();
    return command;
  }
  if (character === SPACE) endToken();
  else if (isDigit(character) || character === MINUS) acceptDigit(character);
  else acceptLetter(character);
  return NOTHING;
}

/** The number of the last whole line that had one. */
export function argument(): i32 {
  return number;
}

/** Whether the last `led` line said on. */
export function isOn(): bool {
  return on;
}

function acceptDigit(character: u32): void {
  if (letters > 0) isBad = true;
  if (character === MINUS) {
    if (digits > 0 || isNegative) isBad = true;
    isNegative = true;
    return;
  }
  // Nine digits are enough, and never too much for an i32.
  if (digits === 9) isBad = true;
  if (digits >= 9) return;
  magnitude = magnitude * 10 + (character - DIGIT_0);
  digits++;
}

function acceptLetter(character: u32): void {
  if (digits > 0 || isNegative) isBad = true;
  for (let word = 0; word < 5; word++) {
    const at: u32 = starts[word] + met[word];
    if (met[word] === NO_WORD) continue;
    if (at < WORDS.length && WORDS[at] !== 0 && WORDS[at] === character) met[word] = u8(met[word] + 1);
    else met[word] = NO_WORD;
  }
  letters = Math.min(letters + 1, 100);
}

function endToken(): void {
  if (letters > 0) endWord();
  else if (digits > 0) endNumber();
  else if (isNegative) isBad = true;
  letters = 0;
  digits = 0;
  magnitude = 0;
  isNegative = false;
  for (let word = 0; word < 5; word++) met[word] = 0;
}

function endWord(): void {
  lastWord = NO_WORD;
  for (let word = 0; word < 5; word++) {
    const at: u32 = starts[word] + met[word];
    if (met[word] !== NO_WORD && at < WORDS.length && WORDS[at] === 0) lastWord = starts[word];
  }
  if (words === 0) firstWord = lastWord;
  if (lastWord === NO_WORD) isBad = true;
  words = Math.min(words + 1, 3);
}

function endNumber(): void {
  if (words !== 1) isBad = true;
  value = isNegative ? -i32(magnitude) : i32(magnitude);
  numbers = Math.min(numbers + 1, 2);
}

function commandOf(): u32 {
  if (words === 0 && numbers === 0 && !isBad) return NOTHING;
  if (isBad) return MALFORMED;
  if (firstWord === WORD_LED && words === 2 && numbers === 1 && lastWord >= WORD_ON) {
    on = lastWord === WORD_ON;
    number = value;
    return LED;
  }
  if (firstWord === WORD_SPEED && words === 1 && numbers === 1) {
    number = value;
    return SPEED;
  }
  return firstWord === WORD_STOP && words === 1 && numbers === 0 ? STOP : MALFORMED;
}

function restart(): void {
  words = 0;
  numbers = 0;
  firstWord = NO_WORD;
  isBad = false;
}

function isDigit(character: u32): bool {
  return character >= DIGIT_0 && character < DIGIT_0 + 10;
}
