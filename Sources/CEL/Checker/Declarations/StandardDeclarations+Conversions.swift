extension StandardDeclarations {
  /// Conversions by the name of the target type.
  static let conversions: [FunctionDeclaration] = [
    convert(.bool, [("bool", .bool), ("string", .string)]),
    convert(.bytes, [("bytes", .bytes), ("string", .string)]),
    convert(
      .double,
      [("double", .double), ("int64", .int), ("uint64", .uint), ("string", .string)]),
    convert(.duration, [("duration", .duration), ("string", .string)]),
    convert(
      .int, id: "int64",
      [
        ("int64", .int), ("uint64", .uint), ("double", .double), ("string", .string),
        ("timestamp", .timestamp), ("duration", .duration),
      ]),
    convert(
      .string,
      [
        ("string", .string), ("bool", .bool), ("int64", .int), ("uint64", .uint),
        ("double", .double), ("bytes", .bytes), ("timestamp", .timestamp),
        ("duration", .duration), ("ip", .ip), ("cidr", .cidr),
      ]),
    convert(
      .timestamp, [("timestamp", .timestamp), ("string", .string), ("int64", .int)]),
    convert(
      .uint, id: "uint64",
      [("uint64", .uint), ("int64", .int), ("double", .double), ("string", .string)]),
    FunctionDeclaration(
      "dyn",
      [.function("to_dyn", [.parameter("A")], .dyn, "The same, typed at run time only.")]),
    FunctionDeclaration(
      "type",
      [.function("type", [.parameter("A")], .type(.parameter("A")), "The type of a value.")]),
  ]

  private static func convert(
    _ target: CELType, id: String? = nil, _ sources: [(name: String, type: CELType)]
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      "\(target)",
      sources.map {
        .function(
          "\($0.name)_to_\(id ?? "\(target)")", [$0.type], target, "From \($0.type).")
      })
  }

  /// Parts of times.
  static let times: [FunctionDeclaration] = [
    part("getFullYear", "year", "Year."),
    part("getMonth", "month", "Month, 0-based."),
    part("getDayOfYear", "day_of_year", "Day of the year, 0-based."),
    part("getDayOfMonth", "day_of_month", "Day of the month, 0-based."),
    part("getDate", "day_of_month_1_based", "Day of the month, 1-based."),
    part("getDayOfWeek", "day_of_week", "Day of the week, Sunday is 0."),
    part("getHours", "hours", "Hour.", ofDuration: "Whole hours."),
    part("getMinutes", "minutes", "Minute.", ofDuration: "Whole minutes."),
    part("getSeconds", "seconds", "Second.", ofDuration: "Whole seconds."),
    part(
      "getMilliseconds", "milliseconds", "Milliseconds of the second.",
      ofDuration: "Milliseconds of the second."),
  ]

  private static func part(
    _ name: String, _ id: String, _ doc: String, ofDuration durationDoc: String? = nil
  ) -> FunctionDeclaration {
    var overloads: [Overload] = [
      .member("timestamp_to_\(id)", of: .timestamp, [], .int, "\(doc) In UTC."),
      .member(
        "timestamp_to_\(id)_with_tz", of: .timestamp, [.string], .int,
        "\(doc) In a time zone, such as `+02:00`."),
    ]
    if let durationDoc {
      overloads.append(.member("duration_to_\(id)", of: .duration, [], .int, durationDoc))
    }
    return FunctionDeclaration(name, overloads)
  }
}
