/// The parts of an ARN, as text: `arn:partition:service:region:account:resource`.
///
/// Placeholders such as `${AWS::AccountId}` stay whole, although they hold colons.
struct ARNText: Sendable, Hashable {
  let partition: String
  let service: String
  let region: String
  let account: String
  let resource: String

  /// Nil when the text is no ARN.
  init?(_ text: String) {
    guard text.hasPrefix("arn:") else { return nil }
    let parts = Self.parts(of: text)
    guard parts.count == 6 else { return nil }
    partition = parts[1]
    service = parts[2]
    region = parts[3]
    account = parts[4]
    resource = parts[5]
  }

  /// The parts of the resource between slashes: `component`, a name, a version, a build number.
  var path: [Substring] { resource.split(separator: "/", omittingEmptySubsequences: false) }

  /// What follows the last slash.
  var lastPart: String { path.last.map(String.init) ?? resource }

  /// Whether AWS itself owns it.
  var isAWSManaged: Bool { account == "aws" }

  /// At most six parts; the last one keeps its colons.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var depth = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "{", previous == "$" { depth += 1 }
      if scalar == "}", depth > 0 { depth -= 1 }
      if scalar == ":", depth == 0, parts.count < 6 {
        parts.append("")
      } else {
        parts[parts.count - 1].unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return parts
  }
}
