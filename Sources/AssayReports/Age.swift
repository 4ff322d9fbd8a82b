package import Records

extension Instant {
  /// How long before another time it was, for people: `5 h`, `3 d`; `later` for the time to come.
  package func age(at now: Instant) -> String {
    let seconds = (now.microseconds - microseconds) / 1_000_000
    switch seconds {
    case ..<(-60): return "later"
    case ..<3_600: return "\(max(seconds, 0) / 60) min"
    case ..<172_800: return "\(seconds / 3_600) h"
    default: return "\(seconds / 86_400) d"
    }
  }
}
