import ArgumentParser
import AssayModel

/// A list of what can happen to failures, as `--fail-on-change` of commands that judge takes it.
struct FailureChangeKinds: ExpressibleByArgument, Sendable, Hashable {
  let kinds: Set<FailureChange>

  init?(argument: String) {
    var kinds: Set<FailureChange> = []
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let kind = FailureChange(rawValue: String(word)) else { return nil }
      kinds.insert(kind)
    }
    self.kinds = kinds
  }

  init(_ kinds: Set<FailureChange>) { self.kinds = kinds }

  /// As they are written, in order.
  var texts: [String] { FailureChange.allCases.filter(kinds.contains).map(\.rawValue) }

  static var names: String { FailureChange.allCases.map(\.rawValue).joined(separator: ", ") }
}
