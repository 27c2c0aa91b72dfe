/* What every fuzz target needs: the entry point that libFuzzer calls, and its input as a string. */
#ifndef QN_FUZZ_FUZZ_H
#define QN_FUZZ_FUZZ_H
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* A copy that ends with a zero, at an address of its own so that a byte read too far is seen. */
static inline char *fuzz_text(const uint8_t *bytes, size_t length) {
  char *text = malloc(length + 1);
  if (!text) abort();
  if (length) memcpy(text, bytes, length);
  text[length] = 0;
  return text;
}

#endif
