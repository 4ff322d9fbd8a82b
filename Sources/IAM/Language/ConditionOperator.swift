/// What a condition compares, and how (IAM user guide, "IAM JSON policy elements: Condition
/// operators").
package enum ConditionOperator: Sendable, Hashable {
  /// How two numbers or two instants are compared.
  package enum Order: Sendable, Hashable {
    case equals, lessThan, lessThanEquals, greaterThan, greaterThanEquals
  }

  case stringEquals, stringEqualsIgnoreCase, stringLike
  case numeric(Order)
  case date(Order)
  case bool
  case binaryEquals
  case ipAddress
  case arnLike
  /// Whether the key is absent.
  case null
}

extension ConditionOperator {
  /// The operator of a name and whether it is turned around; nil for no name of the language.
  ///
  /// The name comes without qualifier and `IfExists`. Case is ignored, as the service does.
  static func named(_ name: String) -> (operator: ConditionOperator, isNegated: Bool)? {
    table[name.lowercased()]
  }

  /// Every name as the user guide spells it, sorted.
  package static let names = spelled.map(\.name)

  /// Sorted by name.
  private static let spelled: [(name: String, operator: ConditionOperator, isNegated: Bool)] = [
    ("ArnEquals", .arnLike, false),
    ("ArnLike", .arnLike, false),
    ("ArnNotEquals", .arnLike, true),
    ("ArnNotLike", .arnLike, true),
    ("BinaryEquals", .binaryEquals, false),
    ("Bool", .bool, false),
    ("DateEquals", .date(.equals), false),
    ("DateGreaterThan", .date(.greaterThan), false),
    ("DateGreaterThanEquals", .date(.greaterThanEquals), false),
    ("DateLessThan", .date(.lessThan), false),
    ("DateLessThanEquals", .date(.lessThanEquals), false),
    ("DateNotEquals", .date(.equals), true),
    ("IpAddress", .ipAddress, false),
    ("NotIpAddress", .ipAddress, true),
    ("Null", .null, false),
    ("NumericEquals", .numeric(.equals), false),
    ("NumericGreaterThan", .numeric(.greaterThan), false),
    ("NumericGreaterThanEquals", .numeric(.greaterThanEquals), false),
    ("NumericLessThan", .numeric(.lessThan), false),
    ("NumericLessThanEquals", .numeric(.lessThanEquals), false),
    ("NumericNotEquals", .numeric(.equals), true),
    ("StringEquals", .stringEquals, false),
    ("StringEqualsIgnoreCase", .stringEqualsIgnoreCase, false),
    ("StringLike", .stringLike, false),
    ("StringNotEquals", .stringEquals, true),
    ("StringNotEqualsIgnoreCase", .stringEqualsIgnoreCase, true),
    ("StringNotLike", .stringLike, true),
  ]

  private static let table = Dictionary(
    uniqueKeysWithValues: spelled.map {
      ($0.name.lowercased(), (operator: $0.operator, isNegated: $0.isNegated))
    })

  /// What the values of the policy may use.
  var syntax: Pattern.Syntax {
    switch self {
    case .stringLike, .arnLike: [.wildcards, .variables]
    case .stringEquals, .stringEqualsIgnoreCase: .variables
    default: []
    }
  }

  /// What a value is read as.
  enum Kind: Sendable, Hashable { case text, number, instant, flag, address }

  /// What it reads values as; of `Null`, which reads none, a text.
  var kind: Kind {
    switch self {
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnLike, .binaryEquals, .null: .text
    case .numeric: .number
    case .date: .instant
    case .bool: .flag
    case .ipAddress: .address
    }
  }

  /// Whether the values are compared as texts, character by character.
  var isTextual: Bool {
    switch self {
    case .stringEquals, .stringEqualsIgnoreCase, .stringLike, .arnLike, .binaryEquals: true
    default: false
    }
  }
}
