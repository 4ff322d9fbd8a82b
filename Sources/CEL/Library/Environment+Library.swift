extension Environment {
  /// Declares the functions for packs, and has the literals of patterns, times, addresses, versions
  /// and names checked when an expression compiles.
  package mutating func addPackFunctions() {
    for declaration in PackFunctions.declarations { add(declaration) }
    for (overload, check) in Self.standardLiteralChecks { add(check, to: overload) }
  }

  private static let standardLiteralChecks: [(overload: String, check: LiteralCheck)] =
    patternChecks + zoneChecks + [
      (
        "string_to_timestamp",
        parsed(0, "timestamp", "write it as `2026-11-22T02:00:00Z`") {
          Timestamp(rfc3339: $0) != nil
        }
      ),
      (
        "string_to_duration",
        LiteralCheck(argument: 0, kind: "duration") { text in
          if case .nanoseconds = DurationText.read(text) { return nil }
          if text.utf8.last == UInt8(ascii: "d"), let days = Int64(text.dropLast()) {
            return "write `days(\(days))`"
          }
          return "write it as `1h30m`, at most 292 years"
        }
      ),
      ("string_to_ip", address(0)), ("cidr_contains_ip_string", address(1)),
      ("string_to_cidr", range(0)), ("cidr_contains_cidr_string", range(1)),
      ("cidr_overlaps_string", range(1)),
      (
        "string_string_to_version",
        LiteralCheck(argument: 1, kind: "kind of version") { text in
          Version.Kind(rawValue: text) == nil ? "it is semver, dotted, rpm or deb" : nil
        }
      ),
      (
        "string_string_to_version",
        LiteralCheck(argument: 0, kind: "version") { text, all in
          guard let name = all.last.flatMap({ $0 }), let kind = Version.Kind(rawValue: name),
            Version(text, kind) == nil
          else { return nil }
          return kind.form
        }
      ),
      ("cidrs_cover_string", range(0)),
      (
        "string_to_evr",
        parsed(0, "rpm version", "write it as `1:1.2-3`") { Version($0, .rpm) != nil }
      ),
      (
        "string_to_version_range",
        parsed(0, "version range", "write it as `>=1.2.0 <2.0.0`") { VersionRange($0) != nil }
      ),
      (
        "version_range_contains_string",
        parsed(1, "semantic version", "write it as `1.2.3`") { Version($0, .semver) != nil }
      ),
      (
        "string_to_arn",
        parsed(0, "resource name", "write it as `arn:aws:s3:::name`") { ResourceName($0) != nil }
      ),
    ]

  private static let patternChecks: [(overload: String, check: LiteralCheck)] =
    [
      "matches", "matches_string", "regex_extract_string_string",
      "regex_extractAll_string_string", "regex_replace_string_string_string",
      "regex_replace_string_string_string_int",
    ].map {
      (
        $0,
        LiteralCheck(argument: 1, kind: "regular expression") { text in
          StandardFunctions.problem(ofPattern: text)
        }
      )
    }

  private static let zoneChecks: [(overload: String, check: LiteralCheck)] =
    StandardDeclarations.times.flatMap(\.overloads).map(\.id).filter { $0.hasSuffix("_with_tz") }
    .map {
      (
        $0,
        LiteralCheck(argument: 1, kind: "time zone") { text in
          TimeZone(text) == nil ? "write it as `+02:00` or `Europe/Berlin`" : nil
        }
      )
    }

  private static func address(_ argument: Int) -> LiteralCheck {
    LiteralCheck(argument: argument, kind: "IP address") { text in
      if case .failure(let why) = IPAddress.read(text) { why } else { nil }
    }
  }

  private static func range(_ argument: Int) -> LiteralCheck {
    LiteralCheck(argument: argument, kind: "address range") { text in
      if case .failure(let why) = AddressRange.read(text) { why } else { nil }
    }
  }

  private static func parsed(
    _ argument: Int, _ kind: String, _ hint: String,
    _ isGood: @escaping @Sendable (String) -> Bool
  ) -> LiteralCheck {
    LiteralCheck(argument: argument, kind: kind) { text in isGood(text) ? nil : hint }
  }
}

extension Version.Kind {
  /// What its versions look like.
  fileprivate var form: String {
    switch self {
    case .semver: "write it as `1.2.3`"
    case .dotted: "write it as `1.2`"
    case .rpm: "write it as `1.2-3`, with letters, digits and `._+~^`"
    case .deb: "write it as `1.2-3`, with letters, digits and `.+~-`"
    }
  }
}
