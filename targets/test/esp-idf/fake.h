/**
 * As much of ESP-IDF as board.c calls, in a process: the line is standard input and output, a task is the process
 * itself. The declarations agree with those of ESP-IDF's own headers, for each of which this one stands.
 */
#ifndef FAKE_IDF_H
#define FAKE_IDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_ERR_NO_MEM 0x101
void fake_check(esp_err_t error, const char *what);
#define ESP_ERROR_CHECK(call) fake_check((call), #call)

typedef uint32_t TickType_t;
typedef int BaseType_t;
typedef unsigned UBaseType_t;
typedef void *QueueHandle_t;
typedef void *TaskHandle_t;
#define pdPASS 1
#define pdMS_TO_TICKS(milliseconds) ((TickType_t)(milliseconds))
BaseType_t xTaskCreate(void (*task)(void *), const char *name, uint32_t stack, void *parameter, UBaseType_t priority,
                       TaskHandle_t *handle);
void vTaskDelay(TickType_t ticks);

typedef int uart_port_t;
typedef struct {
  int baud_rate;
  enum { UART_DATA_8_BITS = 3 } data_bits;
  enum { UART_PARITY_DISABLE = 0 } parity;
  enum { UART_STOP_BITS_1 = 1 } stop_bits;
  enum { UART_HW_FLOWCTRL_DISABLE = 0 } flow_ctrl;
  uint8_t rx_flow_ctrl_thresh;
  enum { UART_SCLK_DEFAULT = 4 } source_clk;
} uart_config_t;
#define UART_PIN_NO_CHANGE (-1)
esp_err_t uart_driver_install(uart_port_t port, int receive_bytes, int send_bytes, int queue_size, QueueHandle_t *queue,
                              int flags);
esp_err_t uart_param_config(uart_port_t port, const uart_config_t *line);
esp_err_t uart_set_pin(uart_port_t port, int tx, int rx, int rts, int cts);
int uart_read_bytes(uart_port_t port, void *bytes, uint32_t length, TickType_t ticks);
int uart_write_bytes(uart_port_t port, const void *bytes, size_t length);
esp_err_t uart_wait_tx_done(uart_port_t port, TickType_t ticks);

typedef struct {
  uint32_t tx_buffer_size;
  uint32_t rx_buffer_size;
  int intr_priority;
} usb_serial_jtag_driver_config_t;
esp_err_t usb_serial_jtag_driver_install(usb_serial_jtag_driver_config_t *line);
int usb_serial_jtag_read_bytes(void *bytes, uint32_t length, uint32_t ticks);
int usb_serial_jtag_write_bytes(const void *bytes, size_t length, uint32_t ticks);
esp_err_t usb_serial_jtag_wait_tx_done(uint32_t ticks);

int64_t esp_timer_get_time(void);
uint32_t esp_random(void);
esp_err_t esp_efuse_mac_get_default(uint8_t *address);

typedef enum {
  ESP_RST_UNKNOWN,
  ESP_RST_POWERON,
  ESP_RST_EXT,
  ESP_RST_SW,
  ESP_RST_PANIC,
  ESP_RST_INT_WDT,
  ESP_RST_TASK_WDT,
  ESP_RST_WDT,
} esp_reset_reason_t;
esp_reset_reason_t esp_reset_reason(void);
void esp_restart(void) __attribute__((noreturn));

#define CONFIG_IDF_TARGET_ESP32 1
#define CONFIG_GANGLION_UART_PORT 0
#define CONFIG_GANGLION_BAUD 921600
#define CONFIG_GANGLION_TX_PIN (-1)
#define CONFIG_GANGLION_RX_PIN (-1)
#define CONFIG_GANGLION_TASK_STACK 8192
#define CONFIG_GANGLION_TASK_PRIORITY 5

#endif
