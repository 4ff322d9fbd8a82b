/// How much a question may cost before it is given up as unknown: far more than any policy of use
/// takes, and a matter of seconds.
package struct Budget: Sendable {
  /// Places of patterns that all searches for texts together may visit.
  package var places: Int
  /// Choices between ways to refute a statement.
  package var choices: Int

  package init(places: Int = 1_000_000, choices: Int = 50_000) {
    self.places = places
    self.choices = choices
  }

  static let reason = "the question is too large to be decided within its budget"
}
