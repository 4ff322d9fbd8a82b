import AssayModel
import AssayRules

/// What one part of a fleet came to.
struct AuditPart: Sendable {
  var resources: [ResourceSummary]
  var links: [Link]
  var sweep: Sweep
  /// Whether an earlier night came to the same.
  var isKnown = false
  /// Paths of answers that changed while they were read.
  var changed: Set<String> = []
}
