/**
 * The four functions that a C compiler may call without being asked, for chips that are built without a C
 * library. Word by word where both sides allow it: struct copies and cleared arrays always do.
 *
 * Compiled with -fno-tree-loop-distribute-patterns, or the compiler would recognise each loop and replace it
 * by a call of the very function that it is in.
 */
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict target, const void *restrict source, size_t count);
void *memmove(void *target, const void *source, size_t count);
void *memset(void *target, int value, size_t count);
int memcmp(const void *left, const void *right, size_t count);

/* A word that may alias anything: these functions move objects of every type. */
typedef uint32_t __attribute__((may_alias)) word;

static int aligned(const void *address) { return ((uintptr_t)address & (sizeof(word) - 1)) == 0; }

/* Right for overlapping ranges too if the target is the lower one. */
static void copy_upward(uint8_t *to, const uint8_t *from, size_t count) {
  if (aligned(to) && aligned(from)) {
    for (; count >= sizeof(word); count -= sizeof(word), to += sizeof(word), from += sizeof(word)) {
      *(word *)(void *)to = *(const word *)(const void *)from;
    }
  }
  for (; count > 0; count--) *to++ = *from++;
}

void *memcpy(void *restrict target, const void *restrict source, size_t count) {
  copy_upward(target, source, count);
  return target;
}

void *memmove(void *target, const void *source, size_t count) {
  uint8_t *to = target;
  const uint8_t *from = source;
  if ((uintptr_t)to <= (uintptr_t)from) {
    copy_upward(to, from, count);
  } else {
    while (count > 0) {
      count--;
      to[count] = from[count];
    }
  }
  return target;
}

void *memset(void *target, int value, size_t count) {
  uint8_t *to = target;
  if (aligned(to)) {
    word pattern = (uint8_t)value * 0x01010101u;
    for (; count >= sizeof(word); count -= sizeof(word), to += sizeof(word)) *(word *)(void *)to = pattern;
  }
  for (; count > 0; count--) *to++ = (uint8_t)value;
  return target;
}

int memcmp(const void *left, const void *right, size_t count) {
  const uint8_t *a = left;
  const uint8_t *b = right;
  for (; count > 0; count--, a++, b++) {
    if (*a != *b) return *a < *b ? -1 : 1;
  }
  return 0;
}
