/// A context key of the small universe: what policies compare it with, and the values it takes.
struct FuzzKey: Sendable {
  let name: String
  let kind: Kind
  /// Without wildcards, in the spelling of policies.
  let constants: [String]
  /// With wildcards; empty for what is no text.
  var patterns: [String] = []
  /// What requests give, readable by operators of the kind.
  let values: [String]

  /// Which operators are meant for it.
  enum Kind: Sendable, CaseIterable {
    case text, arn, number, date, flag, address, binary

    /// Without qualifiers and suffixes.
    var operators: [String] {
      switch self {
      case .text:
        [
          "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
          "StringLike", "StringNotLike",
        ]
      case .arn: ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"]
      case .number:
        [
          "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
          "NumericGreaterThan", "NumericGreaterThanEquals",
        ]
      case .date:
        [
          "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
          "DateGreaterThanEquals",
        ]
      case .flag: ["Bool"]
      case .address: ["IpAddress", "NotIpAddress"]
      case .binary: ["BinaryEquals"]
      }
    }
  }

  /// What a request may say of it: nothing, one value, one of another kind, several.
  ///
  /// At most 64, so that a set of them is one word. The order is that of `Choice`.
  let choices: [[String]?]
  private let foreignStart: Int
  private let listStart: Int

  /// Values that other operators than those of the key read, or none but those of texts.
  private static let foreign = ["junk", "5 MB", "2026", "00005", "+05", "TRUE", "1767225600"]

  init(
    _ name: String, _ kind: Kind, _ constants: [String], patterns: [String] = [], values: [String]
  ) {
    self.name = name
    self.kind = kind
    self.constants = constants
    self.patterns = patterns
    self.values = values
    var choices: [[String]?] = [nil] + values.map { [$0] }
    foreignStart = choices.count
    choices += Self.foreign.map { [$0] }
    listStart = choices.count
    let few = Array(values.prefix(6))
    for (index, first) in few.enumerated() {
      for second in few[(index + 1)...] { choices.append([first, second]) }
    }
    choices += [Array(values.prefix(3)), Array(values.suffix(3)), ["junk", values[0]]]
    precondition(choices.count <= 64, "a set of choices is one word")
    self.choices = choices
  }

  /// Which choices count; the others are no requests that could come.
  ///
  /// A key that only operators of its kind speak of always has a value that they can read, and a
  /// key that no condition takes for a list has one value.
  func mask(isMixed: Bool, isList: Bool) -> UInt64 {
    var mask: UInt64 = 0
    for (index, choice) in choices.enumerated() {
      let isForeign = choice?.contains(where: Self.foreign.contains) ?? false
      if isForeign, !isMixed { continue }
      if index >= listStart, !isList { continue }
      mask |= 1 << UInt64(index)
    }
    return mask
  }
}

extension FuzzKey {
  /// The key whose values policy variables ask for.
  static let user = FuzzKey(
    "aws:username", .text, ["ann", "bob", "Ann"], patterns: ["a*", "?ob", "*"],
    values: ["ann", "bob", "Ann", "a", "a/x", "*"])

  static let all: [FuzzKey] = [
    user,
    FuzzKey(
      "aws:SourceVpc", .text, ["vpc-1", "vpc-2", "VPC-1", "vpc-*"],
      patterns: ["vpc-*", "*1", "v?c-1", "*", "vpc-??", "*c-*"],
      values: ["vpc-1", "vpc-2", "VPC-1", "vpc-", "x1", "vpc-*", "", "vpc-11"]),
    FuzzKey(
      "aws:TagKeys", .text, ["a", "b", "A", "c"], patterns: ["a*", "?", "*b", "*"],
      values: ["a", "b", "c", "A", "ab", "z"]),
    FuzzKey(
      "aws:SourceArn", .arn,
      [
        "arn:aws:iam::1:role/ann", "arn:aws:iam::2:role/ann", "arn:aws:sns:eu:1:t",
        "arn:aws:sns:eu:1:t:s",
      ],
      patterns: [
        "arn:aws:iam::*:role/ann", "arn:aws:iam::1:role/*", "arn:*:iam::1:*", "arn:aws:sns:*:1:t*",
        "arn:aws:sns:e?:1:t", "*", "arn:aws:*", "arn:aws:sns:*:t",
      ],
      values: [
        "arn:aws:iam::1:role/ann", "arn:aws:iam::2:role/ann", "arn:aws:sns:eu:1:t",
        "arn:aws:sns:us:1:t", "arn:aws:sns:eu:1:t:s", "arn:aws:iam::1:user/ann",
        "arn:aws:sns:eu:x:1:t", "none",
      ]),
    FuzzKey(
      "s3:max-keys", .number, ["0", "5", "5.0", "10", "-1"],
      values: ["5", "0", "-1", "-2", "4.5", "7", "10", "11", "5.00"]),
    FuzzKey(
      "aws:CurrentTime", .date,
      ["2026-01-01T00:00:00Z", "1767225600", "2026-06-01", "2025-12-31T23:59:59+00:00"],
      values: [
        "2026-01-01T00:00:00Z", "2025-12-31T23:59:59Z", "2026-03-01", "2026-06-01T00:00:00Z",
        "1767225600", "2030-01-01T00:00:00Z", "2000-01-01T00:00:00Z",
      ]),
    FuzzKey("aws:SecureTransport", .flag, ["true", "false"], values: ["true", "false"]),
    FuzzKey(
      "aws:SourceIp", .address,
      [
        "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "10.1.2.3/32", "2001:db8::/32", "0.0.0.0/1",
        "::/1", "2001:db8::1",
      ],
      values: [
        "10.0.0.1", "10.1.2.3", "10.1.2.4", "11.0.0.0", "9.255.255.255", "2001:db8::1",
        "2001:db8::2", "::1",
      ]),
    FuzzKey(
      "kms:Digest", .binary, ["AQID", "BAUG"], values: ["AQID", "BAUG", "aqid", "BwgJ"]),
  ]
}
