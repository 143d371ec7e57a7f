/**
 * Espressif's chips that can be flashed, and what their images say of themselves.
 *
 * An image file begins with a header that names its chip, so that an application for one chip is not written to
 * another; files without the header (partition tables, file systems, data) have nothing to compare.
 *
 * @packageDocumentation
 */
import { ImageFormatError, WrongImageError } from "../errors.ts";
import type { Image } from "../image.ts";

/** A chip as its ROM and its images name it. */
export interface EspChip {
  /** As its loader reports it. */
  readonly name: string;
  /** In the header of images. */
  readonly imageId: number;
  /** Where the boot loader lies, and so where the first header of a merged image is. */
  readonly bootAddress: number;
}

/** Every chip that can be flashed, by its `--target`. */
export const ESP_CHIPS = {
  esp32: { name: "ESP32", imageId: 0, bootAddress: 0x1000 },
  esp32c3: { name: "ESP32-C3", imageId: 5, bootAddress: 0 },
} as const satisfies Record<string, EspChip>;

/**
 * Throws WrongImageError for an image of another chip, and ImageFormatError for a file that is no flash image at all.
 */
export function checkImages({ name, pieces }: Image, chip: EspChip): void {
  for (const { address, data } of pieces) {
    if (startsWith(data, ELF_MAGIC)) {
      const remedy = "Make an image of it first (`esptool elf2image`), or let the project's build do it.";
      throw new ImageFormatError(name, "is an ELF file, which the ROM cannot load", remedy);
    }
    const header = data.subarray(address < chip.bootAddress ? chip.bootAddress - address : 0);
    if (header[0] !== IMAGE_MAGIC || header.length < HEADER_BYTES) continue;
    const id = (header[CHIP_ID_OFFSET] ?? 0) | ((header[CHIP_ID_OFFSET + 1] ?? 0) << 8);
    if (id !== chip.imageId) throw new WrongImageError(name, nameOf(id), `the ${chip.name}`);
  }
}

const ELF_MAGIC = [0x7f, 0x45, 0x4c, 0x46] as const;
const IMAGE_MAGIC = 0xe9;
const HEADER_BYTES = 24;
const CHIP_ID_OFFSET = 12;

/** Ids of the image header, as ESP-IDF's `esp_chip_id_t` numbers them. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, "the ESP32"],
  [2, "the ESP32-S2"],
  [5, "the ESP32-C3"],
  [9, "the ESP32-S3"],
  [12, "the ESP32-C2"],
  [13, "the ESP32-C6"],
  [16, "the ESP32-H2"],
  [18, "the ESP32-P4"],
]);

function nameOf(id: number): string {
  return NAMES.get(id) ?? `a chip with id ${id}`;
}

function startsWith(data: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => data[index] === byte);
}
