/// An Amazon Resource Name, split at its first five colons.
///
/// `arn:partition:service:region:account:resource`, as the IAM reference "Amazon Resource Names"
/// defines it; each part may be empty, and the resource may hold further colons.
package struct ARN: Sendable, Hashable {
  /// `aws`, `aws-cn`, `aws-us-gov`.
  package let partition: String
  /// `s3`, `iam`.
  package let service: String
  /// Empty for global services.
  package let region: String
  /// Twelve digits, or empty where the service's names are global.
  package let account: String
  /// Everything after the fifth colon.
  package let resource: String

  /// Nil when the text has fewer than six parts or does not begin with `arn`.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else { return nil }
    partition = String(parts[1])
    service = String(parts[2])
    region = String(parts[3])
    account = String(parts[4])
    resource = String(parts[5])
  }

  /// Whether a text is the number of an account: twelve digits.
  package static func isAccount(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }
}
