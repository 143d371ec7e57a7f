/**
 * A node with a fuzzer at the other end of its line (libFuzzer).
 *
 * The first byte of an input says how the others reach the board. Even: as they are, which is what noise does. Odd: as
 * the types, methods and payloads of frames with right checksums in a running session, which is what a program that is
 * wrong, or hostile, does. The sanitizers watch every access; here is watched that
 *
 * - each poll takes at least one byte while there are any, so that the board never stalls;
 * - after whatever came, a handshake is answered at once, so that the board is back in step at the next delimiter.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "board.h"
#include "node.h"
#include "wire/frame.h"

enum { LINE_BYTES = 254, PAYLOAD_OFFSET = 9, PAYLOAD_MAX = 240, HELLO = 1, HELLO_ACK = 2, PAYLOAD_OF_HELLO = 8 };

static const uint8_t *waiting;
static size_t waitingBytes;
static uint8_t answer[LINE_BYTES];
static size_t answerBytes;
static uint32_t clockUs;

int32_t board_receive(void) {
  if (waitingBytes == 0) {
    return -1;
  }
  waitingBytes--;
  return *waiting++;
}

/* Keeps the first line that is sent after a delivery. */
void board_send(uint32_t byte) {
  if (answerBytes < LINE_BYTES) {
    answer[answerBytes++] = (uint8_t)byte;
  }
}

uint32_t board_micros(void) { return clockUs += 100; }
uint32_t board_entropy(void) { return 1; }
uint32_t board_uniqueId(uint32_t word) { return word; }
uint32_t board_buildId(uint32_t word) { return word; }
uint32_t board_chip(void) { return 2; }
uint32_t board_resetReason(void) { return 1; }
uint32_t board_lastFault(uint32_t word) { return word; }
uint32_t board_maximumBaud(void) { return 0; }
void board_restart(void) {}
void board_idle(void) {}

static void deliver(const uint8_t *bytes, size_t count) {
  waiting = bytes;
  waitingBytes = count;
  answerBytes = 0;
  while (waitingBytes > 0) {
    size_t before = waitingBytes;
    node_poll();
    if (waitingBytes == before) {
      abort();
    }
  }
}

static void sendFrame(uint32_t type, uint32_t session, uint32_t sequence, uint32_t method, const uint8_t *payload,
                      size_t payloadBytes) {
  uint8_t line[LINE_BYTES + 1] = {0};
  frame_writeHeader(line + 1, type, session, sequence, method, 0);
  memcpy(line + 1 + PAYLOAD_OFFSET, payload, payloadBytes);
  deliver(line, 1 + frame_seal(line + 1, (uint32_t)payloadBytes));
}

/* Shakes hands, which must work whatever came before; gives the session. */
static uint32_t shakeHands(uint8_t nonce) {
  const uint8_t hello[PAYLOAD_OF_HELLO] = {nonce, 2, 3, 4, 1, 1, 4, 0};
  sendFrame(HELLO, 0, 0, 0, hello, sizeof hello);
  if (answerBytes == 0 || frame_unseal(answer, (uint32_t)answerBytes - 1) != 0 || frame_typeOf(answer) != HELLO_ACK) {
    abort();
  }
  return (uint32_t)answer[PAYLOAD_OFFSET + 4] | (uint32_t)answer[PAYLOAD_OFFSET + 5] << 8;
}

/* Frames of a running session: a type, a method, a length and as many bytes, again and again. */
static void converse(const uint8_t *data, size_t size) {
  uint32_t session = shakeHands(1);
  uint32_t sequence = 1;
  while (size >= 3) {
    size_t length = data[2] > PAYLOAD_MAX ? PAYLOAD_MAX : data[2];
    if (length > size - 3) {
      length = size - 3;
    }
    sendFrame(data[0] & 15u, session, sequence, data[1], data + 3, length);
    /* Bits of the type that no frame has: the same number again, as a repeated request, or one far off. */
    sequence = (data[0] & 0x40u) != 0 ? sequence : (data[0] & 0x80u) != 0 ? sequence + 999 : sequence + 1;
    data += 3 + length;
    size -= 3 + length;
    node_poll();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  node_boot();
  if (size > 0) {
    if ((data[0] & 1u) != 0) {
      converse(data + 1, size - 1);
    } else {
      deliver(data + 1, size - 1);
    }
  }
  shakeHands(2);
  return 0;
}
