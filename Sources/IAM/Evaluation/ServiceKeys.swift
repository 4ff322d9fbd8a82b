/// Condition keys that the service fills in itself, with values of one kind.
///
/// Source: IAM user guide, "AWS global condition context keys".
package enum ServiceKeys {
  private static let kinds: [String: (kind: ConditionOperator.Kind, words: String)] = [
    "aws:sourceip": (.address, "address"), "aws:vpcsourceip": (.address, "address"),
    "aws:currenttime": (.instant, "date"), "aws:epochtime": (.instant, "date"),
    "aws:tokenissuetime": (.instant, "date"),
    "aws:multifactorauthage": (.number, "number"),
    "aws:multifactorauthpresent": (.flag, "`true` or `false`"),
    "aws:principalisawsservice": (.flag, "`true` or `false`"),
    "aws:securetransport": (.flag, "`true` or `false`"),
    "aws:viaawsservice": (.flag, "`true` or `false`"),
  ]

  /// What a value of a key should be and is not: `address`; nil when it can stand in a request.
  package static func expectation(_ key: String, _ value: String) -> String? {
    guard let (kind, words) = kinds[key.lowercased()] else { return nil }
    if case .none = ScalarReading(value, as: kind) { return words }
    return nil
  }
}
