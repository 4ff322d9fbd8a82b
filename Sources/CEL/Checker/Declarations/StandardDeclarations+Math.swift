extension StandardDeclarations {
  private static let numbers: [(name: String, type: CELType)] = [
    ("int", .int), ("uint", .uint), ("double", .double),
  ]

  private static func ofDouble(
    _ name: String, _ result: CELType, _ doc: String
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      "math.\(name)",
      [.function("math_\(name.lowercased())_double", [.double], result, doc)])
  }

  private static func ofNumber(_ name: String, _ doc: String) -> FunctionDeclaration {
    FunctionDeclaration(
      "math.\(name)",
      numbers.map { .function("math_\(name)_\($0.name)", [$0.type], $0.type, doc) })
  }

  /// Rounding, signs and the oddities of floating point.
  static let maths: [FunctionDeclaration] = [
    ofDouble("ceil", .double, "The next whole number up."),
    ofDouble("floor", .double, "The next whole number down."),
    ofDouble("round", .double, "The nearest whole number, halves away from zero."),
    ofDouble("trunc", .double, "The whole part."),
    ofDouble("isInf", .bool, "Whether it is infinite."),
    ofDouble("isNaN", .bool, "Whether it is not a number."),
    ofDouble("isFinite", .bool, "Whether it is neither infinite nor not a number."),
    ofNumber("abs", "Without its sign; the least int has none."),
    ofNumber("sign", "-1, 0 or 1."),
    FunctionDeclaration(
      "math.sqrt",
      numbers.map {
        .function("math_sqrt_\($0.name)", [$0.type], .double, "The square root.")
      }),
  ]

  /// Bits of int and uint.
  static let bits: [FunctionDeclaration] =
    [
      ("bitAnd", "The bits that both have."), ("bitOr", "The bits that one has."),
      ("bitXor", "The bits that exactly one has."),
    ].map { name, doc in
      FunctionDeclaration(
        "math.\(name)",
        numbers[0...1].map {
          .function("math_\(name)_\($0.name)_\($0.name)", [$0.type, $0.type], $0.type, doc)
        })
    } + [
      FunctionDeclaration(
        "math.bitNot",
        numbers[0...1].map {
          .function("math_bitNot_\($0.name)_\($0.name)", [$0.type], $0.type, "Every bit turned.")
        }),
      shift("bitShiftLeft", "Bits moved up; 0 beyond 63."),
      shift("bitShiftRight", "Bits moved down, zeros coming in; 0 beyond 63."),
    ]

  private static func shift(_ name: String, _ doc: String) -> FunctionDeclaration {
    FunctionDeclaration(
      "math.\(name)",
      numbers[0...1].map {
        .function("math_\(name)_\($0.name)_int", [$0.type, .int], $0.type, doc)
      })
  }

  /// `math.greatest` and `math.least`; the parser packs three arguments and more into a list.
  static let extremes: [FunctionDeclaration] = [
    extreme("greatest", "The greatest, on one number line."),
    extreme("least", "The least, on one number line."),
  ]

  private static func extreme(_ name: String, _ doc: String) -> FunctionDeclaration {
    let one: [Overload] = numbers.map {
      .function("math_\(name)_\($0.name)", [$0.type], $0.type, doc)
    }
    let two: [Overload] = numbers.flatMap { left in
      numbers.map { right in
        .function(
          "math_\(name)_\(left.name)_\(right.name)", [left.type, right.type],
          left.type == right.type ? left.type : .dyn, doc)
      }
    }
    let many: [Overload] = numbers.map {
      .function("math_\(name)_list_\($0.name)", [.list($0.type)], $0.type, doc)
    }
    return FunctionDeclaration("math.\(name)", one + two + many)
  }
}
