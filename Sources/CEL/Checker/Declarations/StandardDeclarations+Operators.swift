extension StandardDeclarations {
  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  /// Boolean operators, equality and the conditional.
  static let logic: [FunctionDeclaration] = [
    FunctionDeclaration(
      "_?_:_",
      [.function("conditional", [.bool, a, a], a, "The second operand if the first holds.")]),
    FunctionDeclaration(
      "_&&_", [.function("logical_and", [.bool, .bool], .bool, "Whether both hold.")]),
    FunctionDeclaration(
      "_||_", [.function("logical_or", [.bool, .bool], .bool, "Whether one holds.")]),
    FunctionDeclaration(
      "!_", [.function("logical_not", [.bool], .bool, "Whether it does not hold.")]),
    FunctionDeclaration(
      "_==_", [.function("equals", [a, a], .bool, "Whether both are equal.")]),
    FunctionDeclaration(
      "_!=_", [.function("not_equals", [a, a], .bool, "Whether both differ.")]),
  ]

  /// `+ - * / %`; integers refuse to overflow.
  static let arithmetic: [FunctionDeclaration] = [
    FunctionDeclaration(
      "_+_",
      [
        .function("add_int64", [.int, .int], .int, "Sum."),
        .function("add_uint64", [.uint, .uint], .uint, "Sum."),
        .function("add_double", [.double, .double], .double, "Sum."),
        .function("add_string", [.string, .string], .string, "Both in a row."),
        .function("add_bytes", [.bytes, .bytes], .bytes, "Both in a row."),
        .function("add_list", [.list(a), .list(a)], .list(a), "Both in a row."),
        .function("add_duration_duration", [.duration, .duration], .duration, "Sum."),
        .function(
          "add_duration_timestamp", [.duration, .timestamp], .timestamp, "That much later."),
        .function(
          "add_timestamp_duration", [.timestamp, .duration], .timestamp, "That much later."),
      ]),
    FunctionDeclaration(
      "_-_",
      [
        .function("subtract_int64", [.int, .int], .int, "Difference."),
        .function("subtract_uint64", [.uint, .uint], .uint, "Difference."),
        .function("subtract_double", [.double, .double], .double, "Difference."),
        .function("subtract_duration_duration", [.duration, .duration], .duration, "Difference."),
        .function(
          "subtract_timestamp_duration", [.timestamp, .duration], .timestamp,
          "That much earlier."),
        .function(
          "subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration, "Time between."),
      ]),
    FunctionDeclaration(
      "_*_",
      [
        .function("multiply_int64", [.int, .int], .int, "Product."),
        .function("multiply_uint64", [.uint, .uint], .uint, "Product."),
        .function("multiply_double", [.double, .double], .double, "Product."),
      ]),
    FunctionDeclaration(
      "_/_",
      [
        .function("divide_int64", [.int, .int], .int, "Quotient, cut off towards zero."),
        .function("divide_uint64", [.uint, .uint], .uint, "Quotient, cut off."),
        .function("divide_double", [.double, .double], .double, "Quotient."),
      ]),
    FunctionDeclaration(
      "_%_",
      [
        .function("modulo_int64", [.int, .int], .int, "Remainder, with the sign of the first."),
        .function("modulo_uint64", [.uint, .uint], .uint, "Remainder."),
      ]),
    FunctionDeclaration(
      "-_",
      [
        .function("negate_int64", [.int], .int, "The negative."),
        .function("negate_double", [.double], .double, "The negative."),
      ]),
  ]

  /// `< <= > >=`, also across the three types of numbers.
  static let relations: [FunctionDeclaration] =
    [
      ("_<_", "less", "Whether the first is less."),
      ("_<=_", "less_equals", "Whether the first is not more."),
      ("_>_", "greater", "Whether the first is more."),
      ("_>=_", "greater_equals", "Whether the first is not less."),
    ].map { name, id, doc in FunctionDeclaration(name, ordering(id, doc)) }

  private static func ordering(_ id: String, _ doc: String) -> [Overload] {
    let same: [(String, CELType)] = [
      ("bool", .bool), ("int64", .int), ("uint64", .uint), ("double", .double),
      ("string", .string), ("bytes", .bytes), ("timestamp", .timestamp), ("duration", .duration),
    ]
    let numbers = same[1...3]
    return same.map { .function("\(id)_\($0.0)", [$0.1, $0.1], .bool, doc) }
      + numbers.flatMap { left in
        numbers.filter { $0.0 != left.0 }.map { right in
          .function("\(id)_\(left.0)_\(right.0)", [left.1, right.1], .bool, doc)
        }
      }
  }

  /// Membership, indices and sizes.
  static let lists: [FunctionDeclaration] = [
    FunctionDeclaration(
      "@in",
      [
        .function("in_list", [a, .list(a)], .bool, "Whether the list has it."),
        .function("in_map", [a, .map(a, b)], .bool, "Whether the map has the key."),
      ]),
    FunctionDeclaration(
      "_[_]",
      [
        .function("index_list", [.list(a), .int], a, "The element at an index, 0-based."),
        .function("index_map", [.map(a, b), a], b, "The value of a key."),
        .function(
          "optional_list_index_int", [.optional(.list(a)), .int], .optional(a),
          "The element, when there is a list."),
        .function(
          "optional_map_index_value", [.optional(.map(a, b)), a], .optional(b),
          "The value, when there is a map."),
      ]),
    FunctionDeclaration(
      "_[?_]",
      [
        .function(
          "list_optindex_optional_int", [.list(a), .int], .optional(a),
          "The element, when there is one."),
        .function(
          "optional_list_optindex_optional_int", [.optional(.list(a)), .int], .optional(a),
          "The element, when there is one."),
        .function(
          "map_optindex_optional_value", [.map(a, b), a], .optional(b),
          "The value, when there is one."),
        .function(
          "optional_map_optindex_optional_value", [.optional(.map(a, b)), a], .optional(b),
          "The value, when there is one."),
      ]),
    FunctionDeclaration(
      "size",
      [
        .function("size_string", [.string], .int, "Number of code points."),
        .member("string_size", of: .string, [], .int, "Number of code points."),
        .function("size_bytes", [.bytes], .int, "Number of bytes."),
        .member("bytes_size", of: .bytes, [], .int, "Number of bytes."),
        .function("size_list", [.list(a)], .int, "Number of elements."),
        .member("list_size", of: .list(a), [], .int, "Number of elements."),
        .function("size_map", [.map(a, b)], .int, "Number of entries."),
        .member("map_size", of: .map(a, b), [], .int, "Number of entries."),
      ]),
    FunctionDeclaration(
      "slice",
      [
        .member(
          "list_slice", of: .list(a), [.int, .int], .list(a),
          "The elements from the first index up to the second, exclusive.")
      ]),
    FunctionDeclaration(
      "flatten",
      [
        .member(
          "list_flatten", of: .list(.list(a)), [], .list(a), "The elements of the elements."),
        .member(
          "list_flatten_int", of: .list(.dyn), [.int], .list(.dyn),
          "The elements, with lists unfolded to a depth."),
      ]),
    FunctionDeclaration(
      "lists.range",
      [.function("lists_range", [.int], .list(.int), "The numbers from 0 up to, exclusive.")]),
    FunctionDeclaration(
      "distinct",
      [.member("list_distinct", of: .list(a), [], .list(a), "Each element once, in order.")]),
    FunctionDeclaration(
      "sort",
      sortable.map { name, type in
        .member("list_\(name)_sort", of: .list(type), [], .list(type), "Ascending.")
      }),
    FunctionDeclaration(
      "first",
      [.member("list_first", of: .list(a), [], .optional(a), "The first element, if any.")]),
    FunctionDeclaration(
      "last",
      [.member("list_last", of: .list(a), [], .optional(a), "The last element, if any.")]),
  ]

  /// What lists can be sorted by, by its name in overload ids.
  static let sortable: [(name: String, type: CELType)] = [
    ("int", .int), ("uint", .uint), ("double", .double), ("bool", .bool), ("string", .string),
    ("bytes", .bytes), ("timestamp", .timestamp), ("duration", .duration),
  ]

  /// Lists as sets: order and repetition do not count.
  static let sets: [FunctionDeclaration] = [
    FunctionDeclaration(
      "sets.contains",
      [
        .function(
          "list_sets_contains_list", [.list(a), .list(a)], .bool,
          "Whether the first has every element of the second.")
      ]),
    FunctionDeclaration(
      "sets.equivalent",
      [
        .function(
          "list_sets_equivalent_list", [.list(a), .list(a)], .bool,
          "Whether both have the same elements.")
      ]),
    FunctionDeclaration(
      "sets.intersects",
      [
        .function(
          "list_sets_intersects_list", [.list(a), .list(a)], .bool,
          "Whether both have an element in common.")
      ]),
  ]

  /// Values that may be missing.
  static let optionals: [FunctionDeclaration] = [
    FunctionDeclaration(
      "optional.of", [.function("optional_of", [a], .optional(a), "A value that is there.")]),
    FunctionDeclaration(
      "optional.ofNonZeroValue",
      [
        .function(
          "optional_ofNonZeroValue", [a], .optional(a),
          "The value, unless it is null, zero or empty.")
      ]),
    FunctionDeclaration(
      "optional.none", [.function("optional_none", [], .optional(a), "A missing value.")]),
    FunctionDeclaration(
      "optional.unwrap",
      [
        .function(
          "optional_unwrap", [.list(.optional(a))], .list(a), "The values that are there.")
      ]),
    FunctionDeclaration(
      "unwrapOpt",
      [
        .member(
          "optional_unwrapOpt", of: .list(.optional(a)), [], .list(a),
          "The values that are there.")
      ]),
    FunctionDeclaration(
      "hasValue",
      [.member("optional_hasValue", of: .optional(a), [], .bool, "Whether it is there.")]),
    FunctionDeclaration(
      "value",
      [.member("optional_value", of: .optional(a), [], a, "The value; an error without one.")]),
    FunctionDeclaration(
      "or",
      [
        .member(
          "optional_or_optional", of: .optional(a), [.optional(a)], .optional(a),
          "The first that is there.")
      ]),
    FunctionDeclaration(
      "orValue",
      [
        .member(
          "optional_orValue_value", of: .optional(a), [a], a, "The value, or else the argument.")
      ]),
  ]
}
