/**
 * board.h in a process: standard input and output are the serial line, byte for byte. Whoever starts the process
 * connects them: to pipes in the bench, to a pseudo-terminal through socat by hand (see README.md).
 *
 * The end of the input ends the process with status 0, as pulling the plug ends a board. Nothing here
 * waits longer than board.h allows: input is read only when there is some, and output goes out in
 * pieces as large as the program's own, when it turns to receiving or to sleep.
 */
#define _POSIX_C_SOURCE 200809L

#include "../board.h"
#include "../start.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/** A variable of the environment, which says that the process was started by board_restart. */
#define RESTARTED "GANGLION_RESTARTED"

static uint8_t received[4096];
static size_t received_count;
static size_t received_read;

static uint8_t sent[512];
static size_t sent_count;

static struct timespec started;

static int input_within(int timeout_ms);
static void fill_received(void);
static void flush_sent(void);

void board_start(void) {
  clock_gettime(CLOCK_MONOTONIC, &started);
  /* A host that goes away is an ordinary end, reported by write. */
  signal(SIGPIPE, SIG_IGN);
  struct termios line;
  if (tcgetattr(STDIN_FILENO, &line) != 0) return; /* a pipe or a file */
  line.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
  line.c_oflag &= ~(tcflag_t)OPOST;
  line.c_cflag |= CS8;
  line.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  tcsetattr(STDIN_FILENO, TCSANOW, &line);
}

int32_t board_receive(void) {
  if (received_read == received_count) {
    flush_sent();
    if (!input_within(0)) return -1;
    fill_received();
  }
  return received[received_read++];
}

void board_send(uint32_t byte) {
  if (sent_count == sizeof sent) flush_sent();
  sent[sent_count++] = (uint8_t)byte;
}

void board_idle(void) {
  flush_sent();
  if (received_read == received_count) input_within(-1);
}

uint32_t board_micros(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  int64_t seconds = (int64_t)now.tv_sec - (int64_t)started.tv_sec;
  int64_t nanoseconds = (int64_t)now.tv_nsec - (int64_t)started.tv_nsec;
  return (uint32_t)(seconds * 1000000 + nanoseconds / 1000);
}

uint32_t board_entropy(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  uint32_t hash = 2166136261u;
  hash = (hash ^ (uint32_t)now.tv_nsec) * 16777619u;
  hash = (hash ^ (uint32_t)now.tv_sec) * 16777619u;
  return (hash ^ (uint32_t)getpid()) * 16777619u;
}

/* A process has no serial number. */
uint32_t board_uniqueId(uint32_t word) {
  (void)word;
  return 0;
}

uint32_t board_buildId(uint32_t word) {
  if (word == 0) return GANGLION_BUILD_ID_0;
  return word == 1 ? GANGLION_BUILD_ID_1 : 0;
}

uint32_t board_chip(void) { return 2; }

uint32_t board_resetReason(void) { return getenv(RESTARTED) != NULL ? 3 : 1; }

/* A fault ends the process. */
uint32_t board_lastFault(uint32_t word) {
  (void)word;
  return 0;
}

uint32_t board_maximumBaud(void) { return 0; }

/* The process becomes a new one of the same program; its line stays. */
void board_restart(void) {
  flush_sent();
  setenv(RESTARTED, "1", 1);
  char program[] = "ganglion";
  char *const arguments[] = {program, NULL};
  execv("/proc/self/exe", arguments);
  exit(EXIT_FAILURE); /* a system without that file: as if the plug were pulled */
}

static int input_within(int timeout_ms) {
  struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&input, 1, timeout_ms) > 0;
}

static void fill_received(void) {
  ssize_t count = read(STDIN_FILENO, received, sizeof received);
  if (count <= 0) {
    flush_sent();
    exit(count == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
  }
  received_count = (size_t)count;
  received_read = 0;
}

static void flush_sent(void) {
  size_t done = 0;
  while (done < sent_count) {
    ssize_t count = write(STDOUT_FILENO, sent + done, sent_count - done);
    if (count < 0 && errno != EINTR) exit(EXIT_FAILURE);
    if (count > 0) done += (size_t)count;
  }
  sent_count = 0;
}
