import AssayModel

extension LanguageReference {
  static var optionals: LanguageGroup {
    LanguageGroup(
      "Optional values",
      """
      An optional holds a value or none. `record.?field`, `list[?i]` and `map[?key]` give one, and so do \
      a few functions; these take it apart.
      """,
      [
        LanguageEntry(
          "orValue", "The value of an optional, or else the argument.",
          notes: [
            "The argument is of the optional's type, and is worked out only when it is needed.",
            "An unknown value stays unknown: `orValue` speaks of what is absent, not of what is not "
              + "known.",
          ],
          given: .init(
            .instance, "{monitoringEnabled: true, httpPutResponseHopLimit: !unknown parameter}"),
          examples: [
            "resource.?keyName.orValue(\"\") == \"\"": "true : bool",
            "resource.?httpPutResponseHopLimit.orValue(1) <= 2":
              "unknown: resource.httpPutResponseHopLimit",
            "optional.none().orValue(3)": "3 : int",
            "resource.?ebsOptimized.orValue(0)":
              "refused: `orValue` of `optional(bool)` does not take `(int)` [no-matching-overload]",
          ], related: ["or", "has", "optMap"]),
        LanguageEntry(
          "hasValue", "Whether an optional has a value.",
          notes: [
            "After `x.?f.hasValue()` has held, `x.f` may be read without a guard, and so may "
              + "everything on the way to it."
          ],
          given: .init(.instance, "{instanceProfile: {name: builder}}"),
          examples: [
            "resource.?keyName.hasValue()": "false : bool",
            """
            resource.?instanceProfile.?name.hasValue() &&
              resource.instanceProfile.name == "builder"
            """: "true : bool",
            "optional.of(1).hasValue()": "true : bool",
          ], related: ["has", "value"]),
        LanguageEntry(
          "value", "The value of an optional.",
          notes: [
            "Without a value it is an error, so it needs the same guard as reading a field: "
              + "`x.hasValue() && x.value() …`. `orValue` mostly says it better."
          ],
          given: .init(.instance, "{keyName: admin}"),
          examples: [
            "optional.of(1).value()": "1 : int",
            #"resource.?keyName.hasValue() && resource.?keyName.value() == "admin""#: "true : bool",
            #"resource.?keyName.value() == "admin""#:
              "refused: `resource.?keyName` may have no value [unguarded-value]",
            #"{"a": 1}[?"b"].value()"#: "error: the optional has no value",
          ], related: ["orValue", "hasValue"]),
        LanguageEntry(
          "or", "The first of two optionals that has a value.",
          given: .init(.volume, "{snapshotId: snap-1}"),
          examples: [
            "resource.?kmsKeyId.or(resource.?snapshotId).orValue(\"\")": #""snap-1" : string"#,
            "optional.none().or(optional.of(2))": "2 : optional(int)",
            "optional.none().or(optional.none()).hasValue()": "false : bool",
          ], related: ["orValue"]),
        LanguageEntry(
          "optMap", "An optional of what an expression makes of the value; none for none.",
          given: .init(.instance, "{launchTime: 2025-12-01T00:00:00Z}"),
          examples: [
            "resource.?launchTime.optMap(t, age(t) < days(90)).orValue(false)": "true : bool",
            "optional.of(2).optMap(x, x * 10)": "20 : optional(int)",
            "optional.none().optMap(x, x).hasValue()": "false : bool",
            "[1].map(x, x).optMap(x, x)":
              "refused: `optMap` works on an optional, not `list(int)` [not-optional]",
          ], related: ["optFlatMap", "orValue"]),
        LanguageEntry(
          "optFlatMap", "The same for an expression that gives an optional itself.",
          given: .init(.instance, "{tags: {owner: platform}}"),
          examples: [
            #"resource.?tags.optFlatMap(t, t[?"owner"]).orValue("")"#: #""platform" : string"#,
            "optional.of([1, 2]).optFlatMap(l, l.first())": "1 : optional(int)",
            "optional.of([]).optFlatMap(l, l.first()).hasValue()": "false : bool",
          ], related: ["optMap"]),
        LanguageEntry(
          "optional.of", "An optional with a value.",
          examples: [
            "optional.of(1)": "1 : optional(int)", "[?optional.of(1), 2]": "[1, 2] : list(int)",
          ], related: ["optional.none", "optional.ofNonZeroValue"]),
        LanguageEntry(
          "optional.ofNonZeroValue", "An optional with a value, unless that is zero or empty.",
          notes: ["Null, false, 0, `\"\"`, empty bytes, lists and maps count as nothing."],
          examples: [
            #"optional.ofNonZeroValue("").hasValue()"#: "false : bool",
            #"optional.ofNonZeroValue("a").orValue("unnamed")"#: #""a" : string"#,
            "optional.ofNonZeroValue(0).orValue(7)": "7 : int",
          ], related: ["optional.of"]),
        LanguageEntry(
          "optional.none", "An optional without a value.",
          examples: [
            "optional.none().hasValue()": "false : bool", "optional.none().orValue(1)": "1 : int",
          ], related: ["optional.of"]),
        LanguageEntry(
          "optional.unwrap", "The values that a list of optionals has.",
          examples: [
            "optional.unwrap([optional.of(1), optional.none()])": "[1] : list(int)"
          ], related: ["unwrapOpt"]),
        LanguageEntry(
          "unwrapOpt", "The values that a list of optionals has.",
          examples: [
            "[optional.of(1), optional.none(), optional.of(3)].unwrapOpt()": "[1, 3] : list(int)",
            #"[{"k": 1}, {}].map(m, m[?"k"]).unwrapOpt()"#: "[1] : list(int)",
          ], related: ["optional.unwrap"]),
      ])
  }
}
