/// What a condition key holds, as the Service Authorization Reference names it.
package enum ConditionKeyType: String, Sendable, Hashable, CaseIterable {
  case string = "String"
  case arrayOfString = "ArrayOfString"
  case arn = "ARN"
  case arrayOfARN = "ArrayOfARN"
  case bool = "Bool"
  case arrayOfBool = "ArrayOfBool"
  case numeric = "Numeric"
  case date = "Date"
  case ipAddress = "IPAddress"

  /// One letter in the catalogue's file; capital for lists.
  var letter: UInt8 {
    switch self {
    case .string: UInt8(ascii: "s")
    case .arrayOfString: UInt8(ascii: "S")
    case .arn: UInt8(ascii: "a")
    case .arrayOfARN: UInt8(ascii: "A")
    case .bool: UInt8(ascii: "b")
    case .arrayOfBool: UInt8(ascii: "B")
    case .numeric: UInt8(ascii: "n")
    case .date: UInt8(ascii: "d")
    case .ipAddress: UInt8(ascii: "i")
    }
  }

  /// The letter of a key whose type nobody states.
  static let unstated = UInt8(ascii: "?")

  init?(letter: UInt8) {
    guard let type = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
    self = type
  }
}
