extension Environment {
  /// Declares the functions for packs, and has the literals of patterns, times, addresses, versions
  /// and names checked when an expression compiles.
  package mutating func addPackFunctions() {
    for declaration in PackFunctions.declarations { add(declaration) }
    for (overload, check) in Self.standardLiteralChecks { add(check, to: overload) }
  }

  private static let standardLiteralChecks: [(overload: String, check: LiteralCheck)] =
    patternChecks + [
      (
        "string_to_timestamp",
        parsed(0, "timestamp", "write it as `2026-11-22T02:00:00Z`") {
          Timestamp(rfc3339: $0) != nil
        }
      ),
      (
        "string_to_duration",
        parsed(0, "duration", "write it as `1h30m`, at most 292 years") {
          if case .nanoseconds = DurationText.read($0) { true } else { false }
        }
      ),
      ("string_to_ip", address(0)), ("cidr_contains_ip_string", address(1)),
      ("string_to_cidr", range(0)), ("cidr_contains_cidr_string", range(1)),
      ("cidr_overlaps_string", range(1)),
      (
        "string_string_to_version",
        LiteralCheck(argument: 1, kind: "kind of version") {
          Version.Kind(rawValue: $0) == nil ? "it is semver, dotted, rpm or deb" : nil
        }
      ),
      ("string_to_evr", parsed(0, "rpm version") { Version($0, .rpm) != nil }),
      ("string_to_version_range", parsed(0, "version range") { VersionRange($0) != nil }),
      (
        "version_range_contains_string",
        parsed(1, "semantic version") { Version($0, .semver) != nil }
      ),
      ("string_to_arn", parsed(0, "resource name") { ResourceName($0) != nil }),
    ]

  private static let patternChecks: [(overload: String, check: LiteralCheck)] =
    [
      "matches", "matches_string", "regex_extract_string_string",
      "regex_extractAll_string_string", "regex_replace_string_string_string",
      "regex_replace_string_string_string_int",
    ].map {
      (
        $0,
        LiteralCheck(argument: 1, kind: "regular expression") {
          StandardFunctions.problem(ofPattern: $0)
        }
      )
    }

  private static func address(_ argument: Int) -> LiteralCheck {
    LiteralCheck(argument: argument, kind: "IP address") {
      if case .failure(let why) = IPAddress.read($0) { why } else { nil }
    }
  }

  private static func range(_ argument: Int) -> LiteralCheck {
    LiteralCheck(argument: argument, kind: "address range") {
      if case .failure(let why) = AddressRange.read($0) { why } else { nil }
    }
  }

  private static func parsed(
    _ argument: Int, _ kind: String, _ hint: String = "it cannot be read as one",
    _ isGood: @escaping @Sendable (String) -> Bool
  ) -> LiteralCheck {
    LiteralCheck(argument: argument, kind: kind) { isGood($0) ? nil : hint }
  }
}
