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
  package static let names = [
    "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "BinaryEquals", "Bool", "DateEquals",
    "DateGreaterThan", "DateGreaterThanEquals", "DateLessThan", "DateLessThanEquals",
    "DateNotEquals", "IpAddress", "NotIpAddress", "Null", "NumericEquals", "NumericGreaterThan",
    "NumericGreaterThanEquals", "NumericLessThan", "NumericLessThanEquals", "NumericNotEquals",
    "StringEquals", "StringEqualsIgnoreCase", "StringLike", "StringNotEquals",
    "StringNotEqualsIgnoreCase", "StringNotLike",
  ]

  private static let table: [String: (operator: ConditionOperator, isNegated: Bool)] = [
    "stringequals": (.stringEquals, false), "stringnotequals": (.stringEquals, true),
    "stringequalsignorecase": (.stringEqualsIgnoreCase, false),
    "stringnotequalsignorecase": (.stringEqualsIgnoreCase, true),
    "stringlike": (.stringLike, false), "stringnotlike": (.stringLike, true),
    "numericequals": (.numeric(.equals), false), "numericnotequals": (.numeric(.equals), true),
    "numericlessthan": (.numeric(.lessThan), false),
    "numericlessthanequals": (.numeric(.lessThanEquals), false),
    "numericgreaterthan": (.numeric(.greaterThan), false),
    "numericgreaterthanequals": (.numeric(.greaterThanEquals), false),
    "dateequals": (.date(.equals), false), "datenotequals": (.date(.equals), true),
    "datelessthan": (.date(.lessThan), false),
    "datelessthanequals": (.date(.lessThanEquals), false),
    "dategreaterthan": (.date(.greaterThan), false),
    "dategreaterthanequals": (.date(.greaterThanEquals), false),
    "bool": (.bool, false), "binaryequals": (.binaryEquals, false),
    "ipaddress": (.ipAddress, false), "notipaddress": (.ipAddress, true),
    "arnequals": (.arnLike, false), "arnnotequals": (.arnLike, true),
    "arnlike": (.arnLike, false), "arnnotlike": (.arnLike, true),
    "null": (.null, false),
  ]

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
