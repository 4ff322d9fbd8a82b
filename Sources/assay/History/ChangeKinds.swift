import ArgumentParser
import AssayStore

/// A list of changes, as `--fail-on-change` takes it: `new,reopened`.
struct ChangeKinds: ExpressibleByArgument, Sendable {
  let kinds: Set<RunChange>

  init?(argument: String) {
    var kinds: Set<RunChange> = []
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let kind = RunChange(rawValue: String(word)) else { return nil }
      kinds.insert(kind)
    }
    self.kinds = kinds
  }

  static var names: String { RunChange.allCases.map(\.rawValue).joined(separator: ", ") }

  /// The changes of the list that occurred, in order.
  func found(in difference: RunDifference) -> [RunChange] {
    RunChange.allCases.filter { kind in
      guard kinds.contains(kind) else { return false }
      // What lies behind an input that could not be read was not checked either.
      return difference[kind].count > 0 || kind == .unchecked && difference.hidden.count > 0
    }
  }
}
