/**
 * board.h by the drivers of ESP-IDF: for the ESP32 and its successors, whatever their processor, in a task beside
 * others. The line is a UART, or the serial port that a chip has at its own USB pins.
 *
 * The driver's ring holds every request that a host may have outstanding (64 slots x 254 bytes), so nothing is lost
 * however long one takes. Bytes pass between it and the program in pieces, since a call of the driver for each would
 * take longer than the byte: what is sent goes out when the program turns to receiving or to sleep.
 *
 * The task rests for one tick in a second even if it has no pause otherwise, so that those of lower priority live, the
 * idle task of the watchdog among them.
 */
#include "board.h"
#include "ganglion_start.h"

#include "sdkconfig.h"

#if CONFIG_GANGLION_USB
#include "driver/usb_serial_jtag.h"
#else
#include "driver/uart.h"
#endif
#include "esp_err.h"
#include "esp_mac.h"
#include "esp_random.h"
#include "esp_system.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#if CONFIG_GANGLION_USB
#ifdef CONFIG_ESP_CONSOLE_USB_SERIAL_JTAG
#warning "the console writes to the line of the board; set CONFIG_ESP_CONSOLE_NONE, or the console's UART"
#endif
#elif defined(CONFIG_ESP_CONSOLE_UART_NUM) && CONFIG_ESP_CONSOLE_UART_NUM == CONFIG_GANGLION_UART_PORT
#warning "the console writes to the line of the board; set CONFIG_ESP_CONSOLE_NONE, or another UART"
#endif

#define RECEIVE_BYTES 16384 /* at least 64 x 254 */
#define SEND_BYTES 1024

/** Longest wait for a host that takes nothing; what it does not take then is lost, and asked for again. */
#define SEND_TICKS pdMS_TO_TICKS(100)
#define DRAIN_TICKS pdMS_TO_TICKS(1000)

#define MICROSECONDS_BETWEEN_RESTS 1000000

/** By the chips' data sheets, as far as the driver goes on its standard clock. */
#define MAXIMUM_BAUD 5000000u

void GANGLION_BOOT(void);
void GANGLION_POLL(void);

static uint8_t received[256];
static size_t received_count;
static size_t received_read;

static uint8_t sent[256];
static size_t sent_count;

static void run(void *unused);
static void open_line(void);
static int read_line(uint8_t *to, size_t length, TickType_t ticks);
static void write_line(const uint8_t *from, size_t length);
static void drain_line(void);
static bool receive_within(TickType_t ticks);
static void flush_sent(void);

void ganglion_start(void) {
  BaseType_t made =
      xTaskCreate(run, "ganglion", CONFIG_GANGLION_TASK_STACK, NULL, CONFIG_GANGLION_TASK_PRIORITY, NULL);
  ESP_ERROR_CHECK(made == pdPASS ? ESP_OK : ESP_ERR_NO_MEM);
}

static void run(void *unused) {
  (void)unused;
  open_line();
  GANGLION_BOOT();
  int64_t rested = esp_timer_get_time();
  for (;;) {
    GANGLION_POLL();
    int64_t now = esp_timer_get_time();
    if (now - rested < MICROSECONDS_BETWEEN_RESTS) continue;
    vTaskDelay(1);
    rested = now;
  }
}

#if CONFIG_GANGLION_USB

static void open_line(void) {
  usb_serial_jtag_driver_config_t line = {.tx_buffer_size = SEND_BYTES, .rx_buffer_size = RECEIVE_BYTES};
  ESP_ERROR_CHECK(usb_serial_jtag_driver_install(&line));
}

static int read_line(uint8_t *to, size_t length, TickType_t ticks) {
  return usb_serial_jtag_read_bytes(to, length, ticks);
}

static void write_line(const uint8_t *from, size_t length) { usb_serial_jtag_write_bytes(from, length, SEND_TICKS); }

static void drain_line(void) { usb_serial_jtag_wait_tx_done(DRAIN_TICKS); }

#else

#define PORT ((uart_port_t)CONFIG_GANGLION_UART_PORT)

static void open_line(void) {
  const uart_config_t line = {
      .baud_rate = CONFIG_GANGLION_BAUD,
      .data_bits = UART_DATA_8_BITS,
      .parity = UART_PARITY_DISABLE,
      .stop_bits = UART_STOP_BITS_1,
      .flow_ctrl = UART_HW_FLOWCTRL_DISABLE,
      .source_clk = UART_SCLK_DEFAULT,
  };
  ESP_ERROR_CHECK(uart_driver_install(PORT, RECEIVE_BYTES, SEND_BYTES, 0, NULL, 0));
  ESP_ERROR_CHECK(uart_param_config(PORT, &line));
  ESP_ERROR_CHECK(uart_set_pin(PORT, CONFIG_GANGLION_TX_PIN, CONFIG_GANGLION_RX_PIN, UART_PIN_NO_CHANGE,
                               UART_PIN_NO_CHANGE));
}

static int read_line(uint8_t *to, size_t length, TickType_t ticks) { return uart_read_bytes(PORT, to, length, ticks); }

/* Waits while the driver has no room for it, which a UART always makes. */
static void write_line(const uint8_t *from, size_t length) { uart_write_bytes(PORT, from, length); }

static void drain_line(void) { uart_wait_tx_done(PORT, DRAIN_TICKS); }

#endif

int32_t board_receive(void) {
  if (received_read == received_count && !receive_within(0)) return -1;
  return received[received_read++];
}

void board_send(uint32_t byte) {
  if (sent_count == sizeof sent) flush_sent();
  sent[sent_count++] = (uint8_t)byte;
}

/* The first byte ends the sleep, and so does a tick. */
void board_idle(void) {
  if (received_read == received_count) receive_within(1);
}

uint32_t board_micros(void) { return (uint32_t)esp_timer_get_time(); }

/* With the radio off the generator alone may repeat itself from boot to boot: stirred with the timer. */
uint32_t board_entropy(void) { return esp_random() ^ (uint32_t)esp_timer_get_time() * 16777619u; }

/* The factory's MAC address, to be read as it is written: 24:6f:28:01:02:03 is 0000246f 28010203. */
uint32_t board_uniqueId(uint32_t word) {
  uint8_t address[6] = {0};
  if (word > 1 || esp_efuse_mac_get_default(address) != ESP_OK) return 0;
  if (word == 0) return (uint32_t)address[0] << 8 | address[1];
  return (uint32_t)address[2] << 24 | (uint32_t)address[3] << 16 | (uint32_t)address[4] << 8 | address[5];
}

uint32_t board_buildId(uint32_t word) {
  if (word == 0) return GANGLION_BUILD_ID_0;
  return word == 1 ? GANGLION_BUILD_ID_1 : 0;
}

uint32_t board_chip(void) {
#if CONFIG_IDF_TARGET_ESP32
  return 4;
#elif CONFIG_IDF_TARGET_ESP32C3
  return 5;
#else
  return 7;
#endif
}

uint32_t board_resetReason(void) {
  switch (esp_reset_reason()) {
    case ESP_RST_POWERON:
      return 1;
    case ESP_RST_EXT:
      return 2;
    case ESP_RST_SW:
    case ESP_RST_PANIC:
      return 3;
    case ESP_RST_INT_WDT:
    case ESP_RST_TASK_WDT:
    case ESP_RST_WDT:
      return 4;
    default:
      return 0;
  }
}

/* ESP-IDF keeps where a program failed in a core dump, if that is switched on. */
uint32_t board_lastFault(uint32_t word) { return word == 0 && esp_reset_reason() == ESP_RST_PANIC ? 1 : 0; }

uint32_t board_maximumBaud(void) { return MAXIMUM_BAUD; }

void board_restart(void) {
  flush_sent();
  drain_line();
  esp_restart();
}

/** Takes what has come; if that is nothing, waits for the first byte so long. */
static bool receive_within(TickType_t ticks) {
  flush_sent();
  int first = read_line(received, 1, ticks);
  if (first <= 0) return false;
  int more = read_line(received + 1, sizeof received - 1, 0);
  received_count = 1 + (size_t)(more > 0 ? more : 0);
  received_read = 0;
  return true;
}

static void flush_sent(void) {
  if (sent_count > 0) write_line(sent, sent_count);
  sent_count = 0;
}
