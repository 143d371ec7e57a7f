/**
 * See fake.h. It is stricter than the drivers where a mistake would not show in a process: a line is used once it is
 * open, and reads no more than was asked.
 */
#define _POSIX_C_SOURCE 200809L

#include "fake.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RESTARTED "GANGLION_RESTARTED"

void app_main(void);

static bool is_installed;
static bool is_open;

int main(void) {
  app_main();
  fputs("fake: no task was made\n", stderr);
  return 1;
}

void fake_check(esp_err_t error, const char *what) {
  if (error == ESP_OK) return;
  fprintf(stderr, "fake: %s gave 0x%x\n", what, (unsigned)error);
  abort();
}

static void require(bool condition, const char *sentence) {
  if (condition) return;
  fprintf(stderr, "fake: %s\n", sentence);
  abort();
}

BaseType_t xTaskCreate(void (*task)(void *), const char *name, uint32_t stack, void *parameter, UBaseType_t priority,
                       TaskHandle_t *handle) {
  (void)handle;
  require(strlen(name) < 16 && stack >= 2048 && priority > 0, "such a task cannot be made");
  task(parameter);
  require(false, "a task returned");
  return pdPASS;
}

void vTaskDelay(TickType_t ticks) {
  const struct timespec pause = {.tv_sec = 0, .tv_nsec = (long)ticks * 1000000};
  nanosleep(&pause, NULL);
}

esp_err_t uart_driver_install(uart_port_t port, int receive_bytes, int send_bytes, int queue_size, QueueHandle_t *queue,
                              int flags) {
  require(!is_installed && port == CONFIG_GANGLION_UART_PORT, "a driver is installed once");
  require(receive_bytes >= 64 * 254 && send_bytes > 128, "the rings are too small");
  require(queue_size == 0 && queue == NULL && flags == 0, "an event queue that nobody reads");
  is_installed = true;
  return ESP_OK;
}

esp_err_t uart_param_config(uart_port_t port, const uart_config_t *line) {
  require(is_installed && port == CONFIG_GANGLION_UART_PORT, "the UART has no driver");
  return line->baud_rate == CONFIG_GANGLION_BAUD && line->data_bits == UART_DATA_8_BITS ? ESP_OK : -1;
}

esp_err_t uart_set_pin(uart_port_t port, int tx, int rx, int rts, int cts) {
  require(is_installed && port == CONFIG_GANGLION_UART_PORT, "the UART has no driver");
  is_open = tx == -1 && rx == -1 && rts == -1 && cts == -1;
  return is_open ? ESP_OK : -1;
}

/* As the drivers: until so many have come, or nothing has for so long. The end of the input pulls the plug. */
static int read_input(void *bytes, uint32_t length, TickType_t ticks) {
  uint32_t done = 0;
  while (done < length) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&input, 1, (int)ticks) <= 0) break;
    ssize_t count = read(STDIN_FILENO, (uint8_t *)bytes + done, length - done);
    if (count <= 0) exit(0);
    done += (uint32_t)count;
  }
  return (int)done;
}

static int write_output(const void *bytes, size_t length) {
  size_t done = 0;
  while (done < length) {
    ssize_t count = write(STDOUT_FILENO, (const uint8_t *)bytes + done, length - done);
    if (count <= 0) exit(0);
    done += (size_t)count;
  }
  return (int)length;
}

int uart_read_bytes(uart_port_t port, void *bytes, uint32_t length, TickType_t ticks) {
  require(is_open && port == CONFIG_GANGLION_UART_PORT, "the UART is not open");
  return read_input(bytes, length, ticks);
}

int uart_write_bytes(uart_port_t port, const void *bytes, size_t length) {
  require(is_open && port == CONFIG_GANGLION_UART_PORT, "the UART is not open");
  return write_output(bytes, length);
}

esp_err_t usb_serial_jtag_driver_install(usb_serial_jtag_driver_config_t *line) {
  require(!is_open, "a driver is installed once");
  require(line->rx_buffer_size >= 64 * 254 && line->tx_buffer_size > 64, "the rings are too small");
  is_open = true;
  return ESP_OK;
}

int usb_serial_jtag_read_bytes(void *bytes, uint32_t length, uint32_t ticks) {
  require(is_open, "the USB port is not open");
  return read_input(bytes, length, ticks);
}

int usb_serial_jtag_write_bytes(const void *bytes, size_t length, uint32_t ticks) {
  require(is_open && ticks > 0, "the USB port is not open");
  return write_output(bytes, length);
}

esp_err_t usb_serial_jtag_wait_tx_done(uint32_t ticks) {
  require(is_open && ticks > 0, "the USB port is not open");
  return ESP_OK;
}

esp_err_t uart_wait_tx_done(uart_port_t port, TickType_t ticks) {
  require(is_open && port == CONFIG_GANGLION_UART_PORT && ticks > 0, "the UART is not open");
  return ESP_OK;
}

int64_t esp_timer_get_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

uint32_t esp_random(void) { return (uint32_t)esp_timer_get_time() * 2654435761u ^ (uint32_t)getpid(); }

esp_err_t esp_efuse_mac_get_default(uint8_t *address) {
  const uint8_t factory[6] = {0x24, 0x6f, 0x28, 0x01, 0x02, 0x03};
  memcpy(address, factory, sizeof factory);
  return ESP_OK;
}

esp_reset_reason_t esp_reset_reason(void) { return getenv(RESTARTED) != NULL ? ESP_RST_SW : ESP_RST_POWERON; }

void esp_restart(void) {
  setenv(RESTARTED, "1", 1);
  char program[] = "ganglion";
  char *const arguments[] = {program, NULL};
  execv("/proc/self/exe", arguments);
  abort();
}
