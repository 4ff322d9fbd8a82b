import AssayModel

extension LanguageReference {
  static var operators: LanguageGroup {
    LanguageGroup(
      "Operators",
      """
      From loosest to tightest: `?:`, then `||`, then `&&`, then comparisons and `in`, then `+ -`, then \
      `* / %`, then `!` and unary `-`, then `.` and `[]`. Comparisons do not chain: `1 < x < 3` is \
      refused.
      """,
      layout: .onePage("operators"),
      [
        logic, conditional, equality, order, arithmetic, membership, fields, optionalFields,
        indices,
        optionalIndices,
      ])
  }

  private static var logic: LanguageEntry {
    LanguageEntry(
      title: "Logic", names: ["_&&_", "_||_", "!_"],
      "And, or, not, in three-valued logic: the side that decides is enough, whichever it is.",
      notes: [
        """
        `false && x` is false and `true || x` is true, even where `x` is unknown or an error; the \
        order of the sides does not matter. Otherwise an unknown side makes the whole unknown, and \
        after that an error makes it an error.
        """,
        """
        An error that did not matter is kept with the finding; with `strict: true` in the rule it \
        becomes the outcome.
        """,
        "What the left side proves to be there, the right side may read.",
      ],
      given: .init(.volume, "{encrypted: !unknown parameter, size: 8, attachments: []}"),
      examples: [
        "resource.encrypted && resource.attachments.size() > 0": "false : bool",
        "resource.encrypted || resource.attachments.size() > 0": "unknown: resource.encrypted",
        "resource.attachments[0].instanceId == \"i-1\" || true": "true : bool",
        "!(1 > 2)": "true : bool",
        "has(resource.size) && resource.size >= 8": "true : bool",
        "!1": "refused: expected `bool`, found `int` [wrong-type]",
      ])
  }

  private static var conditional: LanguageEntry {
    LanguageEntry(
      title: "Conditional", names: ["_?_:_"],
      "The second operand where the first is true, else the third.",
      notes: [
        "Only the chosen operand is evaluated. An unknown condition makes the whole unknown, also "
          + "where both operands are equal.",
        "Both results are of one type.",
        "What the condition proves to be there, the second operand may read; what its being false "
          + "proves, the third.",
      ],
      given: .init(.volume, "{encrypted: true, size: 8}"),
      examples: [
        #"resource.encrypted ? "yes" : "no""#: #""yes" : string"#,
        "has(resource.size) ? resource.size : 0": "8 : int",
        "true ? 1 : 1 / 0": "1 : int",
        "resource.encrypted ? 1 : \"no\"":
          "refused: the conditional gives `int` or `string`; both must be alike [different-results]",
      ])
  }

  private static var equality: LanguageEntry {
    LanguageEntry(
      title: "Equality", names: ["_==_", "_!=_"],
      "Whether two values of one type are the same, through lists, maps and records.",
      notes: [
        """
        Values of two types are refused, as they would never be equal. Through `dyn`, numbers of all \
        three types are compared on one line and everything else of different types is unequal.
        """,
        "Lists are equal element by element, in order; maps entry by entry, in any order.",
        "`NaN` is unequal to everything, itself too. Versions are equal by the order of their kind.",
        "Strings are compared code point by code point: upper and lower case differ, and so do two "
          + "Unicode spellings of one letter.",
        "A field is there or absent, never null: `x == null` is refused, ask with `has(x)`.",
      ],
      given: .init(.volume, "{encrypted: true, volumeType: gp3}"),
      examples: [
        "[1, 2] == [1, 2]": "true : bool",
        #"{"a": 1, "b": 2} == {"b": 2, "a": 1}"#: "true : bool",
        "dyn(1) == dyn(1.0)": "true : bool",
        #"has(resource.volumeType) && resource.volumeType != "gp2""#: "true : bool",
        #"has(resource.volumeType) && resource.volumeType == "gp33""#:
          "refused: `resource.volumeType` is never `gp33` [unknown-value]",
        #"resource.encrypted == "true""#:
          "refused: `bool` and `string` are never equal, so `==` has one answer only [never-equal]",
        "has(resource.size) && resource.size == null":
          "refused: `resource.size` is never null: a value is there or it is absent [compared-with-null]",
      ], related: ["has", "version"])
  }

  private static var order: LanguageEntry {
    LanguageEntry(
      title: "Order", names: ["_<_", "_<=_", "_>_", "_>=_"],
      "Whether one value comes before another.",
      notes: [
        "Numbers of all three types are compared on one line, exactly; nothing is before or after `NaN`.",
        "Strings and bytes are ordered by code points: `Z` comes before `a`, and `10` before `9`.",
        """
        Versions are ordered by their kind, and two of different kinds are an error. Texts that are \
        called versions are refused or warned of: by letters, `3.10` comes before `3.9`.
        """,
        "Lists, maps and records have no order.",
      ],
      examples: [
        "1 < 2": "true : bool", "-1 < 1u": "true : bool", "2 <= 2.5": "true : bool",
        #""10" < "9""#:
          "refused: this orders numbers as texts, by which `10` comes before `9` [ordered-as-text]",
        #"version("3.10", "dotted") < version("3.9", "dotted")"#: "false : bool",
        #""3.10" < "3.9""#:
          """
        refused: this compares versions as texts, by which `3.10` comes before `3.9` \
        [versions-as-text]
        """,
        #"timestamp("2026-01-01T00:00:00Z") <= now"#: "true : bool",
        #"1 < "2""#: "refused: `<` does not work on `int` and `string` [no-matching-overload]",
      ], related: ["version"])
  }

  private static var arithmetic: LanguageEntry {
    LanguageEntry(
      title: "Arithmetic", names: ["_+_", "_-_", "_*_", "_/_", "_%_", "-_"],
      "Numbers, times and lengths of time; `+` also joins strings, bytes and lists.",
      notes: [
        "Whole numbers never wrap around: what does not fit 64 bits is an error, as is division by zero.",
        "Two types of numbers do not mix; convert one, `double(x) * 1.5`.",
        "Division of whole numbers cuts off towards zero, and `%` has the sign of the first operand.",
        "Doubles follow IEEE 754: division by zero is infinite, not an error.",
      ],
      examples: [
        "7 / 2": "3 : int", "-7 / 2": "-3 : int", "-7 % 3": "-1 : int", "7.0 / 2.0": "3.5 : double",
        "9223372036854775807 + 1": "error: int overflow", "1u - 2u": "error: uint overflow",
        "1 / 0": "error: divide by zero", "1.0 / 0.0": "Infinity : double",
        #""a" + "b""#: #""ab" : string"#, "[1] + [2]": "[1, 2] : list(int)",
        "now - days(1)": "2025-12-31T00:00:00Z : timestamp",
        "2 * 1.5": "refused: `*` does not work on `int` and `double` [no-matching-overload]",
      ], related: ["double", "duration"])
  }

  private static var membership: LanguageEntry {
    LanguageEntry(
      title: "Membership", names: ["@in"],
      "Whether a list has an element, or a map a key.",
      notes: [
        "In a list that has an unknown element, what is not found is unknown.",
        "The values of a map are not looked at.",
      ],
      given: .init(
        .instance, #"{tags: {owner: platform}, securityGroupIds: [sg-1, !unknown parameter]}"#),
      examples: [
        "22 in [22, 3389]": "true : bool",
        #"has(resource.tags) && "owner" in resource.tags"#: "true : bool",
        #"has(resource.tags) && "platform" in resource.tags"#: "false : bool",
        #""sg-1" in resource.securityGroupIds"#: "true : bool",
        #""sg-2" in resource.securityGroupIds"#: "unknown: resource.securityGroupIds[1]",
        #"22 in ["22"]"#:
          "refused: `int` and `string` are never equal, so `in` has one answer only [never-equal]",
      ], related: ["exists", "sets.contains"])
  }

  private static var fields: LanguageEntry {
    LanguageEntry(
      title: "Field", names: [],
      "`record.field` reads a field of a record, `map.key` the value of a key that is a name.",
      notes: [
        "A field that the kind does not have is refused, with the nearest one suggested.",
        """
        An optional field may be absent, and is read only where something proves that it is there: \
        `has`, `hasValue()`, a `when`. Anything else is refused. A required field is read as it is.
        """,
        "A field that is not known gives unknown.",
        "A reference to another resource is read through like a nested record.",
        "A name that is no identifier is written in backticks: ``map.`a-b` ``.",
      ],
      given: .init(.volume, "{encrypted: !unknown parameter, size: 8}"),
      examples: [
        "resource.encrypted": "unknown: resource.encrypted",
        "has(resource.size) && resource.size > 4": "true : bool",
        "resource.size > 4": "refused: `resource.size` may be absent [unguarded-field]",
        "resource.encripted": "refused: no property `encripted` on volume [unknown-property]",
        #"{"a": 1}.a"#: "1 : int", #"{"a": 1}.b"#: "error: no such key: `b`",
        #"{"a-b": 1}.`a-b`"#: "1 : int",
      ], related: ["has"])
  }

  private static var optionalFields: LanguageEntry {
    LanguageEntry(
      title: "Optional field", names: [],
      """
      `record.?field` gives an optional: with the value when the field, or the key, is there, else \
      without one. Further steps go on inside it: `.field` to a required field, `.?field` to an optional \
      one, `[?key]` into a list or map.
      """,
      notes: [
        "No guard is needed. An unknown field is unknown, not missing.",
        """
        In literals, `[?x]` and `{?k: x}` leave out an element or entry whose optional has no value.
        """,
      ],
      given: .init(.instance, "{tags: {owner: platform}, instanceProfile: {name: builder}}"),
      examples: [
        "resource.?keyName.orValue(\"none\")": #""none" : string"#,
        #"resource.?tags[?"owner"].orValue("nobody")"#: #""platform" : string"#,
        "resource.?instanceProfile.?name.hasValue()": "true : bool",
        "resource.?instanceProfile.name.hasValue()":
          "refused: `resource.?instanceProfile.name` may be absent [unguarded-field]",
        "[?resource.?keyName, ?resource.?instanceId].size()": "0 : int",
        #"{?"key": resource.?keyName, "a": "b"}"#: #"{"a": "b"} : map(string, string)"#,
        "resource.?keyName == \"admin\"":
          """
        refused: `optional(string)` and `string` are never equal, so `==` has one answer only \
        [never-equal]
        """,
      ], related: ["orValue", "hasValue", "optMap"])
  }

  private static var indices: LanguageEntry {
    LanguageEntry(
      title: "Index", names: ["_[_]"],
      "The element of a list, counted from 0, or the value of a key of a map.",
      notes: [
        "An index outside of the list and a key that is missing are errors; negative indices do not "
          + "count from the end.",
        """
        A constant key of a map in the data is warned of unless something proves it to be there: \
        `"k" in map`, or `map[?"k"]`.
        """,
        "After an unknown element of a list the positions are open: such elements are unknown.",
      ],
      given: .init(
        .instance, "{tags: {owner: platform}, securityGroupIds: [sg-1, !unknown parameter, sg-3]}"),
      examples: [
        "[1, 2, 3][0]": "1 : int", "[1][1]": "error: index 1 out of range: size is 1",
        "[1][-1]": "error: index -1 out of range: size is 1",
        #"has(resource.tags) && "owner" in resource.tags && resource.tags["owner"] == "platform""#:
          "true : bool",
        #"has(resource.tags) && resource.tags["owner"] == "platform""#:
          "warning: the key `owner` may be missing, which is an error when it is [unguarded-key]",
        "resource.securityGroupIds[0]": #""sg-1" : string"#,
        "resource.securityGroupIds[2]": "unknown: resource.securityGroupIds[1]",
      ], related: ["first", "last"])
  }

  private static var optionalIndices: LanguageEntry {
    LanguageEntry(
      title: "Optional index", names: ["_[?_]"],
      "The element or value as an optional, which is missing where there is none.",
      given: .init(.instance, "{tags: {owner: platform}}"),
      examples: [
        "[1, 2][?5].hasValue()": "false : bool", #"{"a": 1}[?"a"].value()"#: "1 : int",
        #"resource.?tags[?"cost-centre"].orValue("none")"#: #""none" : string"#,
      ], related: ["orValue", "first"])
  }
}
