#include "cre2.h"

#include <re2/re2.h>
#include <vector>

struct cre2_pattern {
  RE2 re;
  cre2_pattern(const re2::StringPiece &text, const RE2::Options &options) : re(text, options) {}
};

extern "C" cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t max_memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  return new cre2_pattern(re2::StringPiece(pattern, length), options);
}

extern "C" const char *cre2_error(const cre2_pattern *pattern) {
  return pattern->re.ok() ? nullptr : pattern->re.error().c_str();
}

extern "C" int32_t cre2_groups(const cre2_pattern *pattern) {
  return pattern->re.ok() ? pattern->re.NumberOfCapturingGroups() : 0;
}

extern "C" int32_t cre2_size(const cre2_pattern *pattern) {
  return static_cast<int32_t>(pattern->re.ProgramSize());
}

extern "C" int32_t cre2_match(
  const cre2_pattern *pattern, const char *text, size_t length, size_t start, int32_t anchor,
  int32_t *spans, int32_t capacity) {
  if (!pattern->re.ok() || start > length) return 0;
  const RE2::Anchor how = anchor == 2   ? RE2::ANCHOR_BOTH
                          : anchor == 1 ? RE2::ANCHOR_START
                                        : RE2::UNANCHORED;
  std::vector<re2::StringPiece> groups(static_cast<size_t>(capacity));
  const re2::StringPiece subject(text, length);
  if (!pattern->re.Match(subject, start, length, how, groups.data(), capacity)) return 0;
  for (int32_t i = 0; i < capacity; i++) {
    const re2::StringPiece &group = groups[static_cast<size_t>(i)];
    const bool took = group.data() != nullptr;
    spans[2 * i] = took ? static_cast<int32_t>(group.data() - text) : -1;
    spans[2 * i + 1] = took ? static_cast<int32_t>(group.data() - text + group.size()) : -1;
  }
  return 1;
}

extern "C" void cre2_free(cre2_pattern *pattern) { delete pattern; }
