import AssayModel
import Sealing

/// Something that should have been judged and was not: counted with the could-not-checks, because an
/// input nobody could read is never a pass.
package struct Unjudged: Sendable, Hashable {
  /// The input's path; nil when the run as a whole judged nothing.
  package let path: String?
  /// One sentence, no full stop.
  package let message: String
  /// Located messages of the reader, in order.
  package let details: [String]
  /// As a finding's id, from the path alone: lower-case hex.
  package let id: String

  private init(path: String?, message: String, details: [String]) {
    self.path = path
    self.message = message
    self.details = details
    id = Digest.sha256(fields: ["assay-unjudged-v1", path ?? ""]).hex
  }

  /// The inputs that were not read, or not in full, by path; when there are none and no rule judged anything, one that says why.
  static func all(in result: RunResult) -> [Unjudged] {
    let unread = result.inputs.compactMap { input -> Unjudged? in
      guard let reason = input.unreadReason else { return nil }
      return Unjudged(path: input.path, message: reason, details: input.messages)
    }
    guard unread.isEmpty, let why = result.whyNothingWasJudged else { return unread }
    return [Unjudged(path: nil, message: why, details: [])]
  }
}
