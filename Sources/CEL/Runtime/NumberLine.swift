/// Numbers of the three types on one line.
///
/// Integers are compared exactly with each other.
enum NumberLine {
  /// How two numbers stand to each other.
  enum Order {
    case less, equal, greater
    /// One is not a number.
    case unordered

    fileprivate init<Number: Comparable>(_ left: Number, _ right: Number) {
      self = left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
    }

    fileprivate var reversed: Order {
      switch self {
      case .less: .greater
      case .greater: .less
      case .equal, .unordered: self
      }
    }
  }

  /// The order of two numbers; nil when one of the values is no number at all.
  static func order(_ left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.int(let left), .int(let right)): Order(left, right)
    case (.uint(let left), .uint(let right)): Order(left, right)
    case (.double(let left), .double(let right)): Order(left, right)
    case (.int(let left), .uint(let right)): order(left, right)
    case (.uint(let left), .int(let right)): order(right, left).reversed
    case (.int(let left), .double(let right)): order(left, right)
    case (.double(let left), .int(let right)): order(right, left).reversed
    case (.uint(let left), .double(let right)): order(left, right)
    case (.double(let left), .uint(let right)): order(right, left).reversed
    default: nil
    }
  }

  private static func order(_ left: Int64, _ right: UInt64) -> Order {
    left < 0 ? .less : Order(UInt64(left), right)
  }

  /// An integer is compared as the nearest double, as the specification's suite has it: the
  /// greatest int is not less than 2^63.
  private static func order(_ left: Int64, _ right: Double) -> Order {
    Order(Double(left), right)
  }

  private static func order(_ left: UInt64, _ right: Double) -> Order {
    Order(Double(left), right)
  }
}
