extension StandardFunctions {
  private static func ofDouble(
    _ name: String, _ body: @escaping @Sendable (Double) -> Value
  ) -> Library.Function {
    .unary("math.\(name)") { _, value in
      guard case .double(let double) = value else { return nil }
      return body(double)
    }
  }

  static let maths: [Library.Function] =
    [
      ofDouble("ceil") { .double($0.rounded(.up)) },
      ofDouble("floor") { .double($0.rounded(.down)) },
      ofDouble("round") { .double($0.rounded(.toNearestOrAwayFromZero)) },
      ofDouble("trunc") { .double($0.rounded(.towardZero)) },
      ofDouble("isInf") { .bool($0.isInfinite) },
      ofDouble("isNaN") { .bool($0.isNaN) },
      ofDouble("isFinite") { .bool($0.isFinite) },
      .unary("math.abs") { _, value in
        switch value {
        case .int(let int): int == .min ? .error(.overflow("int")) : .int(abs(int))
        case .uint: value
        case .double(let double): .double(double.magnitude)
        default: nil
        }
      },
      .unary("math.sign") { _, value in
        switch value {
        case .int(let int): .int(int.signum())
        case .uint(let uint): .uint(min(uint, 1))
        case .double(let double):
          .double(double > 0 ? 1 : double < 0 ? -1 : double.isNaN ? double : 0)
        default: nil
        }
      },
      .unary("math.sqrt") { _, value in
        switch value {
        case .int(let int): .double(Double(int).squareRoot())
        case .uint(let uint): .double(Double(uint).squareRoot())
        case .double(let double): .double(double.squareRoot())
        default: nil
        }
      },
    ] + extreme("greatest", .greater) + extreme("least", .less)

  /// The extreme of one number or list, or of two and more numbers.
  private static func extreme(
    _ name: String, _ wanted: NumberLine.Order
  ) -> [Library.Function] {
    let full = "math.\(name)"
    let several = (2...10).map { count -> Library.Function in
      .many(full, arity: count) { _, values in extreme(of: values, wanted) }
    }
    let one = Library.Function.unary(full) { context, value in
      guard let list = ListView(value, context.source) else {
        return extreme(of: [value], wanted)
      }
      if let set = list.unknown { return .unknown(set) }
      guard list.count > 0 else { return .error(.emptyList(full)) }
      if let error = context.charge(list.count) { return .error(error) }
      return extreme(of: list.values, wanted)
    }
    return [one] + several
  }

  private static func extreme(of values: [Value], _ wanted: NumberLine.Order) -> Value? {
    guard var result = values.first, NumberLine.order(result, result) != nil else { return nil }
    for value in values.dropFirst() {
      guard let order = NumberLine.order(value, result) else { return nil }
      if order == wanted { result = value }
    }
    return result
  }

  private static func bits(
    _ name: String, _ ints: @escaping @Sendable (Int64, Int64) -> Int64,
    _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Library.Function {
    .binary("math.\(name)") { _, left, right in
      switch (left, right) {
      case (.int(let left), .int(let right)): .int(ints(left, right))
      case (.uint(let left), .uint(let right)): .uint(uints(left, right))
      default: nil
      }
    }
  }

  private static func shift(
    _ name: String, _ body: @escaping @Sendable (UInt64, UInt64) -> UInt64
  ) -> Library.Function {
    .binary("math.\(name)") { _, value, count in
      guard case .int(let count) = count else { return nil }
      guard count >= 0 else { return .error(.negative("offset", count)) }
      switch value {
      case .int(let int):
        return .int(Int64(bitPattern: body(UInt64(bitPattern: int), UInt64(count))))
      case .uint(let uint): return .uint(body(uint, UInt64(count)))
      default: return nil
      }
    }
  }

  static let bits: [Library.Function] = [
    bits("bitAnd", { $0 & $1 }, { $0 & $1 }),
    bits("bitOr", { $0 | $1 }, { $0 | $1 }),
    bits("bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
    .unary("math.bitNot") { _, value in
      switch value {
      case .int(let int): .int(~int)
      case .uint(let uint): .uint(~uint)
      default: nil
      }
    },
    // Swift's shifts give 0 beyond the width.
    shift("bitShiftLeft") { $0 << $1 },
    shift("bitShiftRight") { $0 >> $1 },
  ]
}
