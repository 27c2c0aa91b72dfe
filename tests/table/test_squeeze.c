/* Packed texts as python3 makes them (base64 of zlib.compress(text, 6)), and a long one read back
 * by zlib with a base64 reader of the test's own. */
#include "table/squeeze.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "check.h"

static const struct {
  const char *text, *packed;
} known[] = {
    {"", "eJwDAAAAAAE="},
    {"a", "eJxLBAAAYgBi"},
    {"ab", "eJxLTAIAASYAxA=="},
    {"abc", "eJxLTEoGAAJNASc="},
    {"清暖清暖清暖", "eJx7tqP12axpz5BIAHq4DKw="},
};

static void is_as_others_pack_it(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    qn_text out = {0};
    assert_int_equal(qn_squeeze(&out, known[i].text, strlen(known[i].text)), QN_OK);
    CHECK(!strcmp(qn_text_str(&out), known[i].packed), known[i].text);
    qn_text_clear(&out);
  }
}

/* Bits of a letter; padding counts as 0. */
static unsigned bits(char letter) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *at = memchr(letters, letter, 64);
  assert_true(at || letter == '=');
  return at ? (unsigned)(at - letters) : 0;
}

static size_t read_base64(unsigned char *out, const qn_text *text) {
  size_t n = 0;
  assert_int_equal(text->length % 4, 0);
  for (size_t i = 0; i < text->length; i += 4) {
    unsigned all = 0;
    for (size_t k = 0; k < 4; k++) all = all << 6 | bits(text->bytes[i + k]);
    for (int shift = 16; shift >= 0; shift -= 8) out[n++] = (unsigned char)(all >> shift);
  }
  for (size_t i = text->length; i > 0 && text->bytes[i - 1] == '='; i--) n--;
  return n;
}

static void comes_back(void **state) {
  (void)state;
  for (size_t n = 99998; n <= 100000; n++) {
    char *text = malloc(n), *back = malloc(n);
    qn_text out = {0};
    assert_true(text && back);
    for (size_t i = 0; i < n; i++) text[i] = (char)(i * i % 251);
    assert_int_equal(qn_squeeze(&out, text, n), QN_OK);
    unsigned char *packed = malloc(out.length);
    assert_non_null(packed);
    uLongf length = (uLongf)n;
    assert_int_equal(uncompress((Bytef *)back, &length, packed, (uLong)read_base64(packed, &out)),
                     Z_OK);
    assert_int_equal(length, n);
    assert_memory_equal(back, text, n);
    free(packed);
    free(text);
    free(back);
    qn_text_clear(&out);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(is_as_others_pack_it),
                                     cmocka_unit_test(comes_back)};
  return cmocka_run_group_tests_name("squeeze", tests, NULL, NULL);
}
