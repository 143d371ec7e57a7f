/**
 * The RP2040's USB port as a serial line: a full-speed device of the communications class (USB CDC 1.2, ACM), for which
 * every system has a driver.
 *
 * Packets come and go by interrupt, between the controller's memory and the rings of board.c. A packet is taken only
 * when there is room for a whole one, so that a host which is too fast waits, and nothing is lost. The host's driver
 * says by DTR whether a program has the port open.
 *
 * A host that sets 1200 baud asks for the boot loader, as Arduino began it: then the boot ROM takes over, and
 * `ganglion flash` finds it.
 *
 * Left out: remote wake-up, double buffers, and the work-around for the first revisions of the chip (errata RP2040-E5,
 * mended in B2): behind a busy hub these may not be recognised.
 */
#include "usb.h"
#include "../board.h"
#include "registers.h"
#include "startup.h"

/* Endpoints: 0 for control; 1 says what a serial port can say, and never does; 2 carries the bytes. */
#define ENDPOINT_NOTICE 1u
#define ENDPOINT_DATA 2u

/* The controller's memory: its first 256 bytes are registers, that of endpoint 0 has a place of its own. */
#define NOTICE_BUFFER 0x180u
#define SEND_BUFFER 0x1c0u
#define RECEIVE_BUFFER 0x200u

/** Longest wait for a host that has the port open before what it does not take is given up. */
#define STUCK_US 100000u

#define LOADER_BAUD 1200u

enum request {
  GET_STATUS = 0,
  CLEAR_FEATURE = 1,
  SET_FEATURE = 3,
  SET_ADDRESS = 5,
  GET_DESCRIPTOR = 6,
  GET_CONFIGURATION = 8,
  SET_CONFIGURATION = 9,
  GET_INTERFACE = 10,
  SET_INTERFACE = 11,
  SET_LINE_CODING = 0x20,
  GET_LINE_CODING = 0x21,
  SET_CONTROL_LINE_STATE = 0x22,
  SEND_BREAK = 0x23,
};

enum descriptor { DEVICE = 1, CONFIGURATION = 2, STRING = 3 };

#define TO_HOST 0x80u
#define TO_ENDPOINT 0x02u /* a standard request */
#define REQUEST_KIND 0x60u
#define REQUEST_OF_STANDARD 0x00u
#define REQUEST_OF_CLASS 0x20u

/* Where the device tells which string is its serial number; and which that is. */
enum { DEVICE_SERIAL_NUMBER = 16, SERIAL_NUMBER = 3 };

/* Vendor and product are those of the Pico's own serial ports (Raspberry Pi, usb-pid list). */
static uint8_t device_descriptor[18] = {
    18, DEVICE, 0x00, 0x02, 0xef, 2, 1, USB_PACKET_BYTES, 0x8a, 0x2e, 0x0a, 0x00, 0x00, 0x01, 1, 2, 0, 1,
};

static const uint8_t configuration_descriptor[75] = {
    9, CONFIGURATION, 75, 0, 2, 1, 0, 0x80, 50,       /* two interfaces, powered by the bus, 100 mA */
    8, 11, 0, 2, 2, 2, 1, 0,                          /* which belong together */
    9, 4, 0, 0, 1, 2, 2, 1, 0,                        /* control: ACM, AT commands */
    5, 0x24, 0, 0x20, 1,                              /* header: CDC 1.2 */
    5, 0x24, 1, 0, 1,                                 /* calls are none of ours */
    4, 0x24, 2, 2,                                    /* line coding and state */
    5, 0x24, 6, 0, 1,                                 /* interface 0 controls interface 1 */
    7, 5, 0x80 | ENDPOINT_NOTICE, 3, 8, 0, 16,        /* interrupt, every 16 ms */
    9, 4, 1, 0, 2, 10, 0, 0, 0,                       /* data */
    7, 5, ENDPOINT_DATA, 2, USB_PACKET_BYTES, 0, 0,       /* bulk, to the board */
    7, 5, 0x80 | ENDPOINT_DATA, 2, USB_PACKET_BYTES, 0, 0 /* bulk, to the host */
};

static const uint8_t languages[4] = {4, STRING, 0x09, 0x04};
static const uint8_t maker[18] = {18, STRING, 'G', 0, 'a', 0, 'n', 0, 'g', 0, 'l', 0, 'i', 0, 'o', 0, 'n', 0};
static const uint8_t product[24] = {24, STRING, 's', 0, 'e', 0, 'r', 0, 'i', 0, 'a', 0, 'l', 0, ' ', 0,
                                    'p', 0,    'o', 0, 'r', 0, 't', 0};
static uint8_t serial_number[34] = {34, STRING};
static const uint8_t *const strings[] = {languages, maker, product, serial_number};

/** Rate, stop bits, parity, data bits: for the host to set and read; only the rate means anything here. */
static uint8_t line_coding[7] = {0x00, 0xc2, 0x01, 0x00, 0, 0, 8};

/* The control transfer that is under way. */
static const uint8_t *answer;
static uint32_t answer_left;
static bool answer_ends_short;
static bool next_answer_is_odd;
static bool takes_coding;
static uint32_t new_address;
static bool wants_loader;

/* What the host has said; and what follows from it. */
static bool is_configured;
static bool has_terminal;
static bool is_suspended;
volatile bool usb_has_line;

/* The data endpoint. */
static volatile bool is_sending;
static volatile bool is_listening;
static bool next_sent_is_odd;
static bool next_received_is_odd;
static bool owes_short_packet;
static volatile uint32_t sent_us;

void USB_Handler(void);

static void name_serial_number(const uint32_t unique_id[2]);
static void hear_setup(void);
static void hear_standard(uint32_t type, uint32_t request, uint32_t value, uint32_t length);
static void hear_class(uint32_t request, uint32_t value, uint32_t length);
static void describe(uint32_t value, uint32_t length);
static void configure(uint32_t value);
static void forget_host(void);
static void begin_anew(uint32_t address);
static void answer_with(const uint8_t *bytes, uint32_t count, uint32_t most);
static void answer_on(void);
static void agree(void);
static void decline(void);
static void sent_answer(void);
static void took_coding(void);
static void keep_packet(void);
static void offer(uint32_t endpoint, uint32_t control);
static void start_loader(void);
static uint32_t call_rom(uint32_t function, uint32_t first, uint32_t second);

void usb_start(const uint32_t unique_id[2]) {
  if (unique_id[0] | unique_id[1]) name_serial_number(unique_id);
  board_release(RESET_USB);
  for (uint32_t offset = 0; offset < USB_MEMORY_BYTES; offset += 4) USB_MEMORY(offset) = 0;
  REGISTER(USB_MUXING) = USB_TO_PHY | USB_SOFTCON;
  REGISTER(USB_POWER) = USB_VBUS_DETECT | USB_VBUS_OVERRIDE; /* boards need not lead VBUS to the chip */
  REGISTER(USB_MAIN_CONTROL) = USB_CONTROLLER_ENABLE;
  REGISTER(USB_SIE_CONTROL) = USB_ENDPOINT_0_INTERRUPT;
  REGISTER(USB_INTERRUPT_ENABLE) =
      USB_BUFFER_INTERRUPT | USB_RESET_INTERRUPT | USB_SETUP_INTERRUPT | USB_SUSPEND_INTERRUPT | USB_RESUME_INTERRUPT;
  REGISTER(NVIC_SET_ENABLE) = 1u << INTERRUPT_USB;
  SET_BITS(USB_SIE_CONTROL) = USB_PULL_UP; /* from now on a host sees a device */
}

void usb_listen(void) {
  if (!is_configured || is_listening || board_receive_room() < USB_PACKET_BYTES) return;
  is_listening = true;
  offer(2 * ENDPOINT_DATA + 1, USB_PACKET_BYTES | (next_received_is_odd ? USB_BUFFER_ODD : 0));
  next_received_is_odd = !next_received_is_odd;
}

/* A transfer ends with a packet that is not full: after a full one to which nothing is added, an empty one. */
void usb_pass_on(void) {
  if (!usb_is_open() || is_sending) return;
  uint32_t count = board_waiting();
  if (count > USB_PACKET_BYTES) count = USB_PACKET_BYTES;
  if (count == 0 && !owes_short_packet) return;
  for (uint32_t i = 0; i < count; i++) USB_MEMORY_BYTE(SEND_BUFFER + i) = board_next();
  owes_short_packet = count == USB_PACKET_BYTES;
  is_sending = true;
  sent_us = board_micros();
  offer(2 * ENDPOINT_DATA, count | USB_BUFFER_FULL | (next_sent_is_odd ? USB_BUFFER_ODD : 0));
  next_sent_is_odd = !next_sent_is_odd;
}

bool usb_is_stuck(void) { return usb_is_open() && is_sending && board_micros() - sent_us > STUCK_US; }

bool usb_is_at_rest(void) { return !is_sending; }

void USB_Handler(void) {
  uint32_t causes = REGISTER(USB_INTERRUPT_STATUS);
  /* Whoever takes or gives a packet is awake. */
  if (causes & (USB_BUFFER_INTERRUPT | USB_SETUP_INTERRUPT)) is_suspended = false;
  /* Packets first: they belong to what was asked before a new request came. */
  if (causes & USB_BUFFER_INTERRUPT) {
    uint32_t done = REGISTER(USB_BUFFER_STATUS);
    CLEAR_BITS(USB_BUFFER_STATUS) = done;
    if (done & 1u << 0) sent_answer();
    if (done & 1u << 1) took_coding();
    if (done & 1u << (2 * ENDPOINT_DATA + 1)) keep_packet();
    if (done & 1u << (2 * ENDPOINT_DATA)) is_sending = false;
    usb_pass_on();
  }
  if (causes & USB_SETUP_INTERRUPT) {
    CLEAR_BITS(USB_SIE_STATUS) = USB_SETUP_RECEIVED;
    hear_setup();
  }
  if (causes & USB_RESET_INTERRUPT) {
    CLEAR_BITS(USB_SIE_STATUS) = USB_BUS_RESET;
    REGISTER(USB_ADDRESS) = 0;
    forget_host();
  }
  if (causes & USB_SUSPEND_INTERRUPT) {
    CLEAR_BITS(USB_SIE_STATUS) = USB_SUSPENDED;
    is_suspended = true;
  }
  if (causes & USB_RESUME_INTERRUPT) {
    CLEAR_BITS(USB_SIE_STATUS) = USB_RESUMED;
    is_suspended = false;
  }
  usb_has_line = is_configured && has_terminal && !is_suspended;
}

/* Sixteen hexadecimal digits, by which a host gives a board the same name in whatever socket it is plugged. */
static void name_serial_number(const uint32_t unique_id[2]) {
  for (uint32_t digit = 0; digit < 16; digit++) {
    uint32_t value = unique_id[digit / 8] >> (28 - 4 * (digit % 8)) & 15u;
    serial_number[2 + 2 * digit] = (uint8_t)(value < 10 ? '0' + value : 'A' + value - 10);
  }
  device_descriptor[DEVICE_SERIAL_NUMBER] = SERIAL_NUMBER;
}

/** A new control transfer ends the one before, whatever became of it. */
static void hear_setup(void) {
  uint32_t first = USB_MEMORY(0);
  uint32_t second = USB_MEMORY(4);
  uint32_t type = first & 0xffu;
  uint32_t request = first >> 8 & 0xffu;
  takes_coding = false;
  answer_left = 0;
  answer_ends_short = false;
  next_answer_is_odd = true;
  if (request == CLEAR_FEATURE && type == TO_ENDPOINT) begin_anew(second & 0xffffu);
  if ((type & REQUEST_KIND) == REQUEST_OF_STANDARD) {
    hear_standard(type, request, first >> 16, second >> 16);
  } else if ((type & REQUEST_KIND) == REQUEST_OF_CLASS) {
    hear_class(request, first >> 16, second >> 16);
  } else {
    decline();
  }
}

static void hear_standard(uint32_t type, uint32_t request, uint32_t value, uint32_t length) {
  static const uint8_t nothing[2] = {0, 0};
  static uint8_t configuration;
  switch (request) {
    case GET_DESCRIPTOR:
      describe(value, length);
      break;
    case SET_ADDRESS: /* holds when this is answered */
      new_address = value & 0x7fu;
      agree();
      break;
    case SET_CONFIGURATION:
      if (value > 1) {
        decline();
      } else {
        configure(value);
        agree();
      }
      break;
    case GET_CONFIGURATION:
      configuration = is_configured ? 1 : 0;
      answer_with(&configuration, 1, length);
      break;
    case GET_STATUS:
      answer_with(nothing, 2, length);
      break;
    case GET_INTERFACE:
      answer_with(nothing, 1, length);
      break;
    case CLEAR_FEATURE:
    case SET_FEATURE:
    case SET_INTERFACE:
      if ((type & TO_HOST) || value > 1) {
        decline();
      } else {
        agree();
      }
      break;
    default:
      decline();
  }
}

static void hear_class(uint32_t request, uint32_t value, uint32_t length) {
  switch (request) {
    case SET_LINE_CODING:
      takes_coding = length == sizeof line_coding;
      if (takes_coding) {
        offer(1, USB_PACKET_BYTES | USB_BUFFER_ODD);
      } else {
        decline();
      }
      break;
    case GET_LINE_CODING:
      answer_with(line_coding, sizeof line_coding, length);
      break;
    case SET_CONTROL_LINE_STATE:
      has_terminal = (value & 1u) != 0;
      agree();
      break;
    case SEND_BREAK:
      agree();
      break;
    default:
      decline();
  }
}

static void describe(uint32_t value, uint32_t length) {
  uint32_t kind = value >> 8;
  uint32_t index = value & 0xffu;
  if (kind == DEVICE) {
    answer_with(device_descriptor, sizeof device_descriptor, length);
  } else if (kind == CONFIGURATION) {
    answer_with(configuration_descriptor, sizeof configuration_descriptor, length);
  } else if (kind == STRING && index < sizeof strings / sizeof strings[0]) {
    answer_with(strings[index], strings[index][0], length);
  } else {
    decline(); /* what a device of high speed would have, among others */
  }
}

/** Opens the endpoints, as for a host that has just come; 0 closes them. */
static void configure(uint32_t value) {
  forget_host();
  if (value == 0) return;
  USB_MEMORY(8 * ENDPOINT_NOTICE) = USB_ENDPOINT_ENABLE | USB_ENDPOINT_INTERRUPT | USB_TYPE_INTERRUPT | NOTICE_BUFFER;
  USB_MEMORY(8 * ENDPOINT_DATA) = USB_ENDPOINT_ENABLE | USB_ENDPOINT_INTERRUPT | USB_TYPE_BULK | SEND_BUFFER;
  USB_MEMORY(8 * ENDPOINT_DATA + 4) = USB_ENDPOINT_ENABLE | USB_ENDPOINT_INTERRUPT | USB_TYPE_BULK | RECEIVE_BUFFER;
  is_configured = true;
  usb_listen();
}

static void forget_host(void) {
  is_configured = false;
  has_terminal = false;
  is_suspended = false;
  is_sending = false;
  is_listening = false;
  owes_short_packet = false;
  next_sent_is_odd = false;
  next_received_is_odd = false;
  USB_MEMORY(8 * ENDPOINT_DATA) = 0;
  USB_MEMORY(8 * ENDPOINT_DATA + 4) = 0;
  USB_MEMORY(USB_BUFFER_CONTROL + 8 * ENDPOINT_DATA) = 0;
  USB_MEMORY(USB_BUFFER_CONTROL + 8 * ENDPOINT_DATA + 4) = 0;
}

/** A host that clears a halt of the data endpoint counts its packets from even again; one under way is lost. */
static void begin_anew(uint32_t address) {
  if (address == ENDPOINT_DATA) {
    next_received_is_odd = false;
    is_listening = false;
    usb_listen();
  } else if (address == (TO_HOST | ENDPOINT_DATA)) {
    next_sent_is_odd = false;
    is_sending = false;
  }
}

/** Sends an answer in as many packets as it takes; never more than was asked for. */
static void answer_with(const uint8_t *bytes, uint32_t count, uint32_t most) {
  answer = bytes;
  answer_left = count < most ? count : most;
  answer_ends_short = count < most && count % USB_PACKET_BYTES == 0;
  answer_on();
}

static void answer_on(void) {
  uint32_t count = answer_left < USB_PACKET_BYTES ? answer_left : USB_PACKET_BYTES;
  for (uint32_t i = 0; i < count; i++) USB_MEMORY_BYTE(USB_ENDPOINT_0_BUFFER + i) = answer[i];
  answer += count;
  answer_left -= count;
  if (count < USB_PACKET_BYTES) answer_ends_short = false;
  offer(0, count | USB_BUFFER_FULL | (next_answer_is_odd ? USB_BUFFER_ODD : 0));
  next_answer_is_odd = !next_answer_is_odd;
}

/** The status of a transfer to the board: an empty packet. */
static void agree(void) {
  answer = 0;
  offer(0, USB_BUFFER_FULL | USB_BUFFER_ODD);
}

/** Until the next control transfer. */
static void decline(void) {
  SET_BITS(USB_ENDPOINT_0_STALL) = USB_STALL_IN | USB_STALL_OUT;
  USB_MEMORY(USB_BUFFER_CONTROL) = USB_BUFFER_STALL;
  USB_MEMORY(USB_BUFFER_CONTROL + 4) = USB_BUFFER_STALL;
}

static void sent_answer(void) {
  if (new_address != 0) {
    REGISTER(USB_ADDRESS) = new_address;
    new_address = 0;
  }
  if (wants_loader) start_loader();
  if (answer == 0) return;
  if (answer_left > 0 || answer_ends_short) {
    answer_on();
    return;
  }
  answer = 0;
  offer(1, USB_PACKET_BYTES | USB_BUFFER_ODD); /* the host's empty packet, the status */
}

/** What comes over endpoint 0: a line coding, or the status of a transfer to the host. */
static void took_coding(void) {
  if (!takes_coding) return;
  takes_coding = false;
  for (uint32_t i = 0; i < sizeof line_coding; i++) line_coding[i] = USB_MEMORY_BYTE(USB_ENDPOINT_0_BUFFER + i);
  uint32_t baud = line_coding[0] | (uint32_t)line_coding[1] << 8 | (uint32_t)line_coding[2] << 16;
  wants_loader = baud == LOADER_BAUD;
  agree();
}

static void keep_packet(void) {
  uint32_t count = USB_MEMORY(USB_BUFFER_CONTROL + 8 * ENDPOINT_DATA + 4) & USB_BUFFER_COUNT;
  for (uint32_t i = 0; i < count && i < USB_PACKET_BYTES; i++) board_keep(USB_MEMORY_BYTE(RECEIVE_BUFFER + i));
  is_listening = false;
  usb_listen();
}

/** Gives a buffer to the controller, which runs at 48 MHz and must see all else before it sees that (4.1.2.5.1). */
static void offer(uint32_t number, uint32_t control) {
  uint32_t offset = USB_BUFFER_CONTROL + 4 * number;
  USB_MEMORY(offset) = control;
  for (uint32_t wait = 0; wait < 4; wait++) __asm volatile("nop\nnop\nnop");
  USB_MEMORY(offset) = control | USB_BUFFER_AVAILABLE;
}

/** What the boot ROM has by a two-letter name (2.8.3); nothing returns from this one. */
static void start_loader(void) {
  wants_loader = false;
  const uint32_t table = board_rom_halfword(ROM_FUNCTION_TABLE);
  const uint32_t look_up = board_rom_halfword(ROM_LOOK_UP);
  if (table == 0 || look_up == 0) return;
  const uint32_t found = call_rom(look_up, table, 'U' | 'B' << 8);
  if (found != 0) call_rom(found, 0, 0);
}

/* By hand, since no report of the stack can follow a pointer; nor need it, where the program ends. */
static uint32_t call_rom(uint32_t function, uint32_t first, uint32_t second) {
  register uint32_t r0 __asm("r0") = first;
  register uint32_t r1 __asm("r1") = second;
  __asm volatile("blx %2" : "+r"(r0), "+r"(r1) : "r"(function) : "r2", "r3", "r12", "lr", "cc", "memory");
  return r0;
}
