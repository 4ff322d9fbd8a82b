#ifndef ASSAY_CRE2_H
#define ASSAY_CRE2_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled RE2 pattern; owned by the caller, freed with `cre2_free`.
typedef struct cre2_pattern cre2_pattern;

/// Compiles `pattern` (UTF-8, `length` bytes) with at most `max_memory` bytes of program.
/// Never returns NULL; a bad pattern is told by `cre2_error`.
cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t max_memory);

/// The error text of a pattern that did not compile, or NULL. Lives as long as the pattern.
const char *cre2_error(const cre2_pattern *pattern);

/// Number of capturing groups, not counting the whole match.
int32_t cre2_groups(const cre2_pattern *pattern);

/// Number of instructions of the compiled program; what compiling costs is in proportion to it.
int32_t cre2_size(const cre2_pattern *pattern);

/// Searches `text` from byte `start`. `anchor`: 0 none, 1 at start, 2 both ends.
/// Writes up to `capacity` pairs of byte offsets (-1 for a group that took no part) to `spans`.
/// Returns 1 on a match, 0 on none.
int32_t cre2_match(
  const cre2_pattern *pattern, const char *text, size_t length, size_t start, int32_t anchor,
  int32_t *spans, int32_t capacity);

void cre2_free(cre2_pattern *pattern);

#ifdef __cplusplus
}
#endif
#endif
