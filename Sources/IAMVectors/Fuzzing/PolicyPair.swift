package import IAM
import Vectors

/// Two sides of random policies over the small universe, from a seed and a number.
package struct PolicyPair: Sendable {
  /// One element a level.
  package let candidate: [PolicyDraft]
  package let reference: [PolicyDraft]
  /// Whether any text is an action; else those of the catalogue.
  package let isOpen: Bool

  package init(candidate: [PolicyDraft], reference: [PolicyDraft], isOpen: Bool) {
    self.candidate = candidate
    self.reference = reference
    self.isOpen = isOpen
  }

  /// The pair of a number; the same for the same seed and number.
  package init(seed: UInt64, number: Int) {
    var generator = PolicyGenerator(
      SeededGenerator(seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number)))
    let candidate = generator.side()
    // Policies that have nothing to do with each other are seldom within each other.
    let reference = generator.random.chance(60) ? generator.changed(candidate) : generator.side()
    self.init(candidate: candidate, reference: reference, isOpen: generator.isOpen)
  }

  /// Both sides as documents, for people.
  package var text: String {
    let parts = [("candidate", candidate), ("reference", reference)].flatMap { name, drafts in
      drafts.enumerated().map { "\(name), level \($0), a policy of \($1.kind):\n\($1.text)\n" }
    }
    return parts.joined() + "actions: \(isOpen ? "any text" : "the catalogue's")\n"
  }

  /// The levels of a side; the first is the policies of an identity or a resource.
  package static func levels(_ drafts: [PolicyDraft], _ name: String) -> [Level] {
    drafts.enumerated().map { index, draft in
      let role: Level.Role =
        draft.kind == .resource ? .resource : index == 0 ? .identity : .boundary
      return Level(role, [draft.document("\(name) \(index)")])
    }
  }
}
